import * as fc from 'fast-check';
import { Matrix, SingularValueDecomposition, solve } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { SYNTHETIC_SOURCES, describeSynthetic } from '../../runtime/data/index.ts';
import type { Dataset } from '../../runtime/data/index.ts';
import { createFeature, fitStatistic } from '../../runtime/features/index.ts';
import type { Feature, Input } from '../../runtime/program/index.ts';
import {
  asLabel,
  audio,
  bits,
  classes,
  column,
  fractions,
  image,
  load,
  named,
  real,
  synthetic,
  text,
  toldBy,
  valuesOf,
  word,
} from './samples.ts';

const make = (
  generator: string,
  samples: number,
  inputs: readonly Input[],
  options = {},
  seed = 1,
): Dataset =>
  load(inputs, {
    source: synthetic(generator, samples, options, seed),
    split: fractions(0.8, 0, 0.2),
  });

/** Inputs that each generator is tried on. */
const MODELS: Readonly<Record<string, readonly Input[]>> = {
  moons: [real('point', 2), classes('kind', 2)],
  rings: [real('point', 2), classes('kind', 3)],
  'two-curves': [real('row', 5), classes('kind', 2)],
  'hidden-manifold': [real('row', 6), classes('kind', 2)],
  hyperplanes: [real('row', 4), classes('kind', 2)],
  'ad-hoc': [real('row', 2), classes('kind', 2)],
  'gaussian-cloud': [asLabel(real('point', 3))],
  'two-views': [real('left', 2), real('right', 2), classes('kind', 2)],
  bars: [image('picture', 4, 4), named('way', 'horizontal', 'vertical')],
  stripes: [real('picture', 8), named('way', 'vertical', 'horizontal')],
  shapes: [image('picture', 12, 20), named('shape', 'circle', 'square', 'triangle')],
  'named-shapes': [text('prompt', 4, 12), asLabel(bits('picture', 3, 3))],
  'questions-about-shapes': [
    image('picture', 16, 16, 3),
    text('question', 8, 40),
    named('answer', 'yes', 'no', 'red', 'green', 'blue', 'circle', 'square'),
  ],
  scenes: [image('view', 16, 16, 3), audio('sound', 8000, 0.25), classes('place', 4)],
  valence: [audio('speech', 8000, 0.5), text('said', 12, 60), asLabel(real('score'))],
  anything: [
    image('a', 3, 5),
    audio('b', 100, 0.1),
    text('c', 4, 10),
    real('d', 2, 2),
    bits('e', 3),
    classes('f', 3),
    word('g', 'c', 10),
  ],
};

describe('every synthetic source', () => {
  test('is tried here', () => {
    expect(Object.keys(MODELS).sort()).toEqual(SYNTHETIC_SOURCES.map(({ name }) => name).sort());
  });

  test.each(Object.keys(MODELS))(
    '%s fills a model with finite values of its types, the same for a seed',
    (name) => {
      const inputs = MODELS[name]!;
      const dataset = make(name, 40, inputs);
      for (const { name: input, type, shape } of inputs) {
        const values = valuesOf(dataset, input);
        expect(values, input).toHaveLength(40 * shape.reduce((size, length) => size * length, 1));
        expect(values.every(Number.isFinite), input).toBe(true);
        expect(new Set(values).size, input).toBeGreaterThan(1);
        if (type.kind === 'image')
          expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
        if (type.kind === 'audio')
          expect(values.every((value) => value >= -1 && value <= 1)).toBe(true);
        if (type.kind === 'class')
          expect(new Set(values).size).toBe(Math.min(type.count, new Set(values).size));
        if (type.kind === 'tensor' && type.element === 'bit')
          expect([...new Set(values)].sort()).toEqual([0, 1]);
      }
      const again = make(name, 40, inputs);
      const other = make(name, 40, inputs, {}, 2);
      expect([...again.columns]).toEqual([...dataset.columns]);
      expect([...other.columns]).not.toEqual([...dataset.columns]);
      expect(again.hash).toBe(dataset.hash);
      expect(other.hash).not.toBe(dataset.hash);
    },
  );

  test('is described with its fields and options', () => {
    const told = describeSynthetic();
    for (const { name, fields, options } of SYNTHETIC_SOURCES) {
      expect(told).toMatch(`\n${name}: `);
      for (const part of [...fields, ...options]) expect(told).toContain(part.about);
    }
  });
});

describe('fields and options', () => {
  test('go by name first, then by type, and what nothing needs may be left out', () => {
    const dataset = make('valence', 20, [classes('good', 2), text('said', 12, 60)]);
    expect(new Set(valuesOf(dataset, 'good'))).toEqual(new Set([0, 1]));
    const source = synthetic('valence', 20);
    const scored = load([real('voice'), asLabel(real('mood'))], {
      source,
      needed: new Set(['mood']),
      columns: { mood: column('score') },
    });
    expect([...scored.columns.keys()]).toEqual(['mood']);
  });

  test('that are not there are refused with what there is', () => {
    expect(toldBy(() => make('moons', 10, [audio('ear', 8000, 1)]))).toBe(
      'column-not-found: `moons` makes nothing for the modality `ear`, which is a sound. It makes `features` and `class`. / ' +
        '`qmm explain synthetic` lists the sources and what each makes.',
    );
    expect(toldBy(() => make('mons', 10, MODELS['moons']!))).toBe(
      'unknown-name: There is no synthetic source `mons`. / Did you mean `moons`?',
    );
    expect(toldBy(() => make('moons', 10, MODELS['moons']!, { noize: 1 }))).toMatch(
      /no option `noize`. \/ Did you mean `noise`/,
    );
    expect(toldBy(() => make('moons', 10, MODELS['moons']!, { noise: -1 }))).toMatch(
      'argument-invalid: `noise` of the synthetic source `moons` is `-1`; it takes a number from 0 to 10.',
    );
    expect(
      toldBy(() =>
        make('hidden-manifold', 10, [real('row', 4), classes('kind', 2)], { features: 6 }),
      ),
    ).toMatch(
      'argument-invalid: `features` of the synthetic source `hidden-manifold` is 6, and the model that reads it takes 4.',
    );
    expect(toldBy(() => make('moons', 1, MODELS['moons']!))).toMatch('split-empty');
  });

  test('a class that the source can make more of than the label has', () => {
    expect(() => make('shapes', 30, [image('picture', 8, 8), classes('kind', 2)])).not.toThrow();
  });

  test('more classes than the label has are refused', () => {
    expect(toldBy(() => make('moons', 10, [real('point', 2), classes('kind', 1)]))).toMatch(
      'label-unknown: `moons` has 2 classes, and `kind` is class(1).',
    );
  });

  test('a group of its own splits whole scenes', () => {
    const inputs = MODELS['questions-about-shapes']!;
    const dataset = load(inputs, {
      source: synthetic('questions-about-shapes', 40),
      split: fractions(0.8, 0, 0.2, 'scene'),
    });
    const scene = (row: number) => Math.floor(row / 4);
    const { train, test: held } = dataset.folds[0]!;
    const shared = [...held].filter((row) =>
      [...train].some((other) => scene(other) === scene(row)),
    );
    expect(shared).toEqual([]);
    expect(
      toldBy(() =>
        load(inputs, {
          source: synthetic('questions-about-shapes', 40),
          split: fractions(0.8, 0, 0.2, 'talk'),
        }),
      ),
    ).toMatch(
      'column-not-found: `questions-about-shapes` has no column `talk` to split by; it has `scene`.',
    );
  });

  test('any model is filled by `anything`', () => {
    const shape = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
    fc.assert(
      fc.property(shape, shape, fc.integer({ min: 1, max: 5 }), (first, second, count) => {
        const dataset = load([real('x', ...first), asLabel(bits('y', ...second))], {
          source: synthetic('anything', count),
        });
        expect(dataset.count).toBe(count);
        expect(dataset.columns.get('x')!.shape).toEqual(first);
      }),
      { seed: 5, numRuns: 40 },
    );
  });
});

describe('named-shapes', () => {
  const figures: Readonly<Record<string, readonly string[]>> = {
    'top row': ['111000000'],
    'middle row': ['000111000'],
    'bottom row': ['000000111'],
    'left column': ['100100100'],
    'middle column': ['010010010'],
    'right column': ['001001001'],
    'rising diagonal': ['001010100'],
    'falling diagonal': ['100010001'],
    cross: ['101010101'],
    ring: ['111101111'],
    row: ['111000000', '000111000', '000000111'],
    column: ['100100100', '010010010', '001001001'],
    diagonal: ['001010100', '100010001'],
  };

  /** All pictures that a name may mean. */
  const meanings = (name: string): string[] => {
    const known = figures[name];
    if (known) return [...known];
    const [, row = '', column = ''] = /^(.*row) (.*column)$/.exec(name) ?? [];
    return figures[row]!.flatMap((one) =>
      figures[column]!.map((other) =>
        Array.from(one, (bit, index) => Number(bit === '1' || other[index] === '1')).join(''),
      ),
    );
  };

  const named = (options: Readonly<Record<string, number>>): Map<string, Set<string>> => {
    const dataset = make(
      'named-shapes',
      600,
      [text('prompt', 4, 12), asLabel(bits('picture', 3, 3))],
      {
        noise: 0,
        ...options,
      },
    );
    const [words, pixels] = [valuesOf(dataset, 'prompt'), valuesOf(dataset, 'picture')];
    const vocabulary = dataset.vocabularies[0]!['prompt']!;
    const found = new Map<string, Set<string>>();
    for (let sample = 0; sample < 600; sample++) {
      const spoken = words.slice(4 * sample, 4 * sample + 4).filter((index) => index >= 0);
      const name = spoken.map((index) => vocabulary[index]).join(' ');
      const pictures = found.get(name) ?? new Set();
      found.set(name, pictures.add(pixels.slice(9 * sample, 9 * sample + 9).join('')));
    }
    return found;
  };

  test('mean one picture each', () => {
    const found = named({});
    expect(found.size).toBe(10);
    for (const [name, pictures] of found) expect([...pictures]).toEqual(meanings(name));
  });

  test('may leave open which figure is meant, and then mean each of them', () => {
    const found = named({ vague: 0.5 });
    expect(found.size).toBe(13);
    for (const [name, pictures] of found)
      expect([...pictures].sort()).toEqual(meanings(name).sort());
  });

  test('may join a row and a column', () => {
    const found = named({ figures: 2, vague: 0.5 });
    // Ten figures, three vague ones, and four by four crossings.
    expect(found.size).toBe(29);
    for (const [name, pictures] of found) {
      for (const picture of pictures) expect(meanings(name)).toContain(picture);
    }
  });

  test('a split may hold whole names out', () => {
    const inputs = [text('prompt', 4, 12), asLabel(bits('picture', 3, 3))];
    const dataset = load(inputs, {
      source: synthetic('named-shapes', 200),
      split: fractions(0.8, 0, 0.2, 'name'),
    });
    const { train, test: held } = dataset.folds[0]!;
    const pictures = (rows: Uint32Array): Set<string> =>
      new Set(
        [...rows].map((row) =>
          valuesOf(dataset, 'prompt')
            .slice(4 * row, 4 * row + 4)
            .join(),
        ),
      );
    expect([...pictures(held)].filter((name) => pictures(train).has(name))).toEqual([]);
  });
});

describe('scenes', () => {
  const inputs = [image('view', 16, 16), audio('sound', 8000, 0.5), classes('place', 4)];
  const dataset = make('scenes', 1000, inputs);
  const seen = axesOf(dataset, 'view', undefined, 2);
  const features: Readonly<Record<string, Feature>> = {
    mel: { kind: 'mel', rate: 8000, bands: 20, frames: 16 },
    mfcc: { kind: 'mfcc', rate: 8000, coefficients: 13, segments: 1 },
  };

  test.each(Object.keys(features))(
    'are told by two axes of the picture times two of %s',
    (name) => {
      const heard = axesOf(dataset, 'sound', features[name], 2);
      const products = seen.map((row, sample) =>
        row.flatMap((a) => heard[sample]!.map((b) => a * b)),
      );
      expect(accuracy(dataset, products)).toBeGreaterThan(0.95);
    },
  );

  test('are hidden from either modality alone, and from their sum', () => {
    const heard = axesOf(dataset, 'sound', features['mel'], 6);
    const watched = axesOf(dataset, 'view', undefined, 6);
    const squares = (row: readonly number[]) => [
      ...row,
      ...row.flatMap((a, index) => row.slice(index).map((b) => a * b)),
    ];
    expect(accuracy(dataset, watched.map(squares))).toBeLessThan(0.36);
    expect(accuracy(dataset, heard.map(squares))).toBeLessThan(0.36);
    expect(
      accuracy(
        dataset,
        watched.map((row, sample) => [...squares(row), ...squares(heard[sample]!)]),
      ),
    ).toBeLessThan(0.36);
  });
});

describe('valence', () => {
  const inputs = [audio('speech', 8000, 1), text('said', 12, 60), asLabel(real('score'))];
  const dataset = make('valence', 800, inputs);
  const tone = axesOf(dataset, 'speech', { kind: 'mel', rate: 8000, bands: 20, frames: 8 }, 3);
  const words = axesOf(dataset, 'said', { kind: 'bag' }, 3);
  const explained = (features: readonly (readonly number[])[]) =>
    determination(dataset, 'score', features);

  test('follows from words and tone together', () => {
    const products = words.map((row, sample) => [
      ...row,
      ...tone[sample]!,
      ...row.flatMap((a) => tone[sample]!.map((b) => a * b)),
    ]);
    expect(explained(products)).toBeGreaterThan(0.75);
  });

  test('needs both: the words tell part, the tone little', () => {
    expect(explained(words)).toBeGreaterThan(0.25);
    expect(explained(words)).toBeLessThan(0.55);
    expect(explained(tone)).toBeLessThan(0.25);
  });
});

describe('points', () => {
  test('of two views say nothing one by one', () => {
    const dataset = make('two-views', 1000, [
      real('left', 2),
      real('right', 2),
      classes('kind', 3),
    ]);
    const [left, right] = ['left', 'right'].map((name) => rowsOf(dataset, name));
    const products = left!.map((row, sample) =>
      row.flatMap((a) => right![sample]!.map((b) => a * b)),
    );
    expect(accuracy(dataset, left!)).toBeLessThan(0.45);
    expect(accuracy(dataset, products)).toBeGreaterThan(0.9);
  });

  test('of moons lie on their half circles', () => {
    const dataset = make('moons', 100, MODELS['moons']!, { noise: 0 });
    for (const [sample, [x, y]] of rowsOf(dataset, 'point').entries()) {
      const lower = valuesOf(dataset, 'kind')[sample] === 1;
      const [centre, height] = lower ? [x! - 1, 0.5 - y!] : [x!, y!];
      expect(Math.hypot(centre, height)).toBeCloseTo(1, 12);
      expect(height).toBeGreaterThanOrEqual(-1e-12);
    }
  });

  test('of two curves lie on one curve, apart by the offset in every coordinate', () => {
    const dataset = make('two-curves', 800, MODELS['two-curves']!, { noise: 0, offset: 0.25 });
    const kinds = valuesOf(dataset, 'kind');
    const moved = rowsOf(dataset, 'row').map((row, sample) =>
      row.map((value) => value - 0.25 * kinds[sample]!),
    );
    const [first, second] = [0, 1].map((kind) => moved.filter((_, row) => kinds[row] === kind));
    expect(first).toHaveLength(400);
    for (const point of second!) {
      const gaps = first!.map((other) => Math.hypot(...other.map((x, i) => x - point[i]!)));
      // Where the curves are not brought together it is 0.56.
      expect(Math.min(...gaps)).toBeLessThan(0.15);
    }
  });

  test('of hyperplanes are a linear map of few dimensions, half of each class', () => {
    const dataset = make('hyperplanes', 200, [real('row', 6), classes('kind', 2)], {
      planes: 4,
      space: 2,
    });
    expect(rankOf(rowsOf(dataset, 'row'))).toBe(2);
    expect(valuesOf(dataset, 'kind').filter((kind) => kind === 1)).toHaveLength(100);
  });

  test('of a hidden manifold lie on a sheet of its dimensions, half of each class', () => {
    const dataset = make('hidden-manifold', 200, [real('row', 8), classes('kind', 2)], {
      manifold: 3,
    });
    const flat = rowsOf(dataset, 'row').map((row) => row.map(Math.atanh));
    // A plane that does not go through the origin.
    const centred = flat.map((row) => row.map((value, i) => value - flat[0]![i]!));
    expect(rankOf(centred)).toBe(3);
    expect(valuesOf(dataset, 'kind').filter((kind) => kind === 1)).toHaveLength(100);
  });

  test('beyond a source of two coordinates are noise, and several modalities share them', () => {
    const dataset = make('rings', 200, [real('x'), real('rest', 2), classes('kind', 2)], {
      noise: 0,
    });
    expect(rowsOf(dataset, 'rest').every(([, third]) => third === 0)).toBe(true);
    const radii = rowsOf(dataset, 'rest').map(([y], sample) =>
      Math.hypot(valuesOf(dataset, 'x')[sample]!, y!).toFixed(6),
    );
    expect(new Set(radii)).toEqual(new Set(['0.500000', '1.000000']));
  });
});

function rankOf(rows: readonly (readonly number[])[]): number {
  const { diagonal } = new SingularValueDecomposition(rows.map((row) => [...row]));
  return diagonal.filter((value) => value > 1e-9 * diagonal[0]!).length;
}

function rowsOf(dataset: Dataset, name: string): number[][] {
  const { values } = dataset.columns.get(name)!;
  const size = values.length / dataset.count;
  return Array.from({ length: dataset.count }, (_, sample) => [
    ...values.subarray(sample * size, (sample + 1) * size),
  ]);
}

/** Projections on the principal axes of the training rows, standardised. */
function axesOf(
  dataset: Dataset,
  name: string,
  feature: Feature | undefined,
  width: number,
): number[][] {
  const { values, shape } = dataset.columns.get(name)!;
  const size = values.length / dataset.count;
  const outputs = feature?.kind === 'bag' ? [60] : [1];
  const transform = feature && createFeature(feature, shape, outputs);
  const rows = Array.from({ length: dataset.count }, (_, sample) => {
    const row = values.subarray(sample * size, (sample + 1) * size);
    return transform?.(row) ?? Float64Array.from(row);
  });
  const train = [...dataset.folds[0]!.train];
  const length = rows[0]!.length;
  const statistics = {
    count: train.length,
    size: length,
    row: (index: number) => rows[train[index]!]!,
  };
  const axes = fitStatistic({ statistic: 'principal_axes', width }, statistics);
  const projected = rows.map((row) =>
    Array.from({ length: width }, (_, axis) =>
      row.reduce((sum, value, entry) => sum + value * axes[axis * length + entry]!, 0),
    ),
  );
  const again = {
    count: train.length,
    size: width,
    row: (index: number) => Float64Array.from(projected[train[index]!]!),
  };
  const [centre, spread] = (['average', 'deviation'] as const).map((statistic) =>
    fitStatistic({ statistic }, again),
  );
  return projected.map((row) =>
    row.map((value, axis) => (value - centre![axis]!) / spread![axis]!),
  );
}

/** Least squares with a little ridge on the training rows; predictions for all rows, one column for each target. */
function regress(
  dataset: Dataset,
  features: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): number[][] {
  const design = features.map((row) => [...row, 1]);
  const train = [...dataset.folds[0]!.train];
  const x = new Matrix(train.map((row) => design[row]!));
  const gram = x.transpose().mmul(x);
  for (let index = 0; index < gram.rows; index += 1)
    gram.set(index, index, gram.get(index, index) + 1e-3 * train.length);
  const weights = solve(
    gram,
    x.transpose().mmul(new Matrix(train.map((row) => [...targets[row]!]))),
  );
  return new Matrix(design).mmul(weights).to2DArray();
}

/** Of a linear classifier on the test rows. */
function accuracy(dataset: Dataset, features: readonly (readonly number[])[]): number {
  const truth = [...dataset.columns].at(-1)![1].values;
  const count = Math.max(...truth) + 1;
  const targets = Array.from(truth, (kind) =>
    Array.from({ length: count }, (_, index) => Number(index === kind)),
  );
  const scores = regress(dataset, features, targets);
  const held = [...dataset.folds[0]!.test];
  return (
    held.filter((row) => scores[row]!.indexOf(Math.max(...scores[row]!)) === truth[row]).length /
    held.length
  );
}

/** R squared of a linear regression on the test rows. */
function determination(
  dataset: Dataset,
  label: string,
  features: readonly (readonly number[])[],
): number {
  const truth = valuesOf(dataset, label);
  const guesses = regress(
    dataset,
    features,
    truth.map((value) => [value]),
  );
  const held = [...dataset.folds[0]!.test];
  const mean = held.reduce((sum, row) => sum + truth[row]!, 0) / held.length;
  const square = (error: (row: number) => number) =>
    held.reduce((sum, row) => sum + error(row) ** 2, 0);
  return 1 - square((row) => truth[row]! - guesses[row]![0]!) / square((row) => truth[row]! - mean);
}
