import { describe, expect, test } from 'vitest';
import { marked, openAt, serviceWith } from './support.ts';

const LAYERS = `/// A layer of ours.
circuit layer(turns: int = 1) on q[n] {
  repeat turns {
    param w: angle[n]
    ry(w) q
  }
}
`;

const MODEL = `use layer as mine from "layers.qmm"

circuit turned(w: angle[n]) on q[n] {
  ry(w) q
}

model Small(depth: int = 2) {
  modality x: real[2]
  label y: class(2)
  let shared = mine(turns: depth)
  register q
  encode x into q with angle
  evolve q with shared
  evolve q with strongly_entangling(layers: depth)
  readout guess = expect(Z(q)) |> linear
  objective classify(guess, y)
}

data points = csv("points.csv", x: 0..2, y: "kind")

train Small(depth: 3) on points {
  only: [shared]
}
`;

const service = serviceWith({ 'model.qmm': MODEL, 'layers.qmm': LAYERS });

describe('definition', () => {
  test.each([
    ['a local name', 'evolve q with ¦shared', 'model.qmm', 'shared = mine'],
    ['a register', 'expect(Z(¦q))', 'model.qmm', 'q\n  encode'],
    ['a parameter of the model', 'turns: ¦depth', 'model.qmm', 'depth: int = 2'],
    ['an alias, in the file it comes from', 'let shared = ¦mine', 'layers.qmm', 'layer(turns'],
    ['an argument’s name, in the header', 'mine(¦turns', 'layers.qmm', 'turns: int'],
    ['a size', 'on q[¦n] {\n  ry', 'model.qmm', 'n]) on q'],
    ['a data set', 'on ¦points', 'model.qmm', 'points = csv'],
    ['a model', 'train ¦Small', 'model.qmm', 'Small(depth: int'],
    ['a field of a data set', '¦x: 0..2', 'model.qmm', 'x: real[2]'],
    ['a name in settings', 'only: [¦shared', 'model.qmm', 'shared = mine'],
  ])('leads from %s to its declaration', (_, place, file, declared) => {
    const at = service.definitionAt('model.qmm', offsetOf(MODEL, place))?.at;
    const text = file === 'model.qmm' ? MODEL : LAYERS;
    expect(at?.file).toBe(file);
    expect(text.slice(at?.start)).toMatch(
      new RegExp(`^${declared.replace(/[[\](){}.]/g, '\\$&')}`),
    );
  });

  test('leads into the library', () => {
    const at = service.definitionAt('model.qmm', offsetOf(MODEL, 'with ¦strongly'))?.at;
    expect(at?.file).toBe('library:layers.qmm');
  });

  test('leads from a path to its file', () => {
    const at = service.definitionAt('model.qmm', offsetOf(MODEL, '"lay¦ers.qmm'))?.at;
    expect(at).toEqual({ file: 'layers.qmm', start: 0, end: 0 });
  });

  test('leads nowhere from words of the language', () => {
    expect(service.definitionAt('model.qmm', offsetOf(MODEL, '¦ry(w) q'))).toBeUndefined();
    expect(service.definitionAt('model.qmm', offsetOf(MODEL, '¦encode'))).toBeUndefined();
  });
});

describe('references', () => {
  test('are found in every file, the declaration first', () => {
    const found = service.referencesAt('layers.qmm', offsetOf(LAYERS, 'circuit ¦layer'));
    expect(found.map(({ at, isDeclaration }) => [at.file, isDeclaration])).toEqual([
      ['layers.qmm', true],
      ['model.qmm', false],
    ]);
  });

  test('of a parameter include the calls that name it', () => {
    const found = service.referencesAt('layers.qmm', offsetOf(LAYERS, '¦turns: int'));
    expect(found.map(({ at }) => [at.file, textOf(at)])).toEqual([
      ['layers.qmm', 'turns'],
      ['model.qmm', 'turns'],
      ['layers.qmm', 'turns'],
    ]);
  });

  test('of a modality include encoders, columns and objectives', () => {
    const found = service.referencesAt('model.qmm', offsetOf(MODEL, 'label ¦y'));
    expect(found.length).toBe(3);
  });

  test('are lit up in one file, the declaration as what is written', () => {
    const found = service.highlightsAt('model.qmm', offsetOf(MODEL, 'with ¦shared'));
    expect(found.map(({ isDeclaration }) => isDeclaration)).toEqual([true, false, false]);
  });

  test('tell apart equal names of different bodies', () => {
    const text = 'circuit a on q[n] {\n  h q\n}\ncircuit b on ¦q[n] {\n  x q\n}\n';
    const offset = openAt(service, 'two.qmm', text);
    expect(service.highlightsAt('two.qmm', offset).length).toBe(2);
    service.remove('two.qmm');
  });
});

describe('symbols', () => {
  test('outline a file, each model with what it names', () => {
    const [turned, small, points, train] = service.symbolsOf('model.qmm');
    expect([turned?.name, small?.name, points?.name, train?.name]).toEqual([
      'turned',
      'Small',
      'points',
      'Small',
    ]);
    expect(small?.children.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'modality x',
      'label y',
      'let shared',
      'register q',
      'encode encode q',
      'evolve evolve q',
      'evolve evolve q',
      'readout guess',
      'objective objective',
    ]);
  });

  test('stand in their parents, as the protocol demands', () => {
    for (const { span, nameSpan, children } of service.symbolsOf('model.qmm')) {
      expect(span.start <= nameSpan.start && nameSpan.end <= span.end).toBe(true);
      for (const child of children)
        expect(span.start <= child.span.start && child.span.end <= span.end).toBe(true);
    }
  });

  test('are found in all files by some of their letters', () => {
    expect(service.symbolsNamed('lyr').map(({ name, at }) => [name, at.file])).toEqual([
      ['layer', 'layers.qmm'],
    ]);
  });
});

describe('links', () => {
  test('lead from paths to the files that are there', () => {
    expect(service.linksOf('model.qmm').map(({ path }) => path)).toEqual(['layers.qmm']);
  });
});

/** Where the mark stands in a part of the text. */
function offsetOf(text: string, place: string): number {
  const { text: plain, offsets } = marked(place);
  return text.indexOf(plain) + offsets[0]!;
}

function textOf({ file, start, end }: { file: string; start: number; end: number }): string {
  return (file === 'model.qmm' ? MODEL : LAYERS).slice(start, end);
}
