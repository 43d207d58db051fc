import { describe, expect, test } from 'vitest';
import { reportPage } from '../../runtime/report/index.ts';
import { programOf } from '../support/compile.ts';
import { exampleReport } from './example.ts';

describe('the report of a training', () => {
  const page = reportPage(exampleReport());

  test('begins with what came out, beside what a guesser would reach', () => {
    expect(textOf(page, 'verdict')).toBe(
      'Answers rightly 90 % of 100 samples that it never learned from. ' +
        'Always answering “airport” would reach 25 %. Of those that it learned from it answers rightly 97 %.',
    );
  });

  test('has one table of results with a row a split', () => {
    expect(rowOf(page, 'train')).toEqual(['0.210', '0.970', '466']);
    expect(rowOf(page, 'validate')).toEqual(['0.300', '0.920', '100']);
    expect(rowOf(page, 'test')).toEqual(['0.310', '0.900', '100']);
  });

  test('draws a curve for each metric, with its values in words', () => {
    expect(page.match(/<figure class="curve"/g)).toHaveLength(2);
    expect(page).toContain(
      'aria-label="loss by epoch: train from 1.400 to 0.251, validate from 1.400 to',
    );
    expect(page).toContain('aria-label="accuracy by epoch: train from 0.270');
  });

  test('writes each count of the confusion matrix beside its colour', () => {
    expect(page).toContain('metro answered as airport: 3 of 25');
    expect(page.match(/class="cell"/g)).toHaveLength(16);
  });

  test('draws the model, by sentence and with every gate', () => {
    expect(page.match(/<svg [^>]*class="qmm-drawing"/g)).toHaveLength(2);
  });

  test('says how to get it again', () => {
    expect(page).toContain(
      'fractions(train: 0.7, validate: 0.15, test: 0.15, group: &#34;speaker&#34;)',
    );
    expect(page).toContain('adam(rate: 0.02), a cosine down to zero after 2 epochs of rise');
    expect(rowOf(page, 'seed train')).toEqual(['7']);
    expect(rowOf(page, 'SHA-256 of data')).toEqual(['c'.repeat(64)]);
  });

  test('opens offline: it names no other file and forbids all loading', () => {
    const places = page.match(/(?:src|href)=|url\(|@import|https?:\/\/[^\s"'<)]+/g) ?? [];
    expect(places.filter((place) => place !== 'http://www.w3.org/2000/svg')).toEqual([]);
    expect(page).toContain(`content="default-src 'none';`);
  });

  test('shows the user’s text as text, whatever it is', () => {
    const nasty = `</script><img src=x onerror=alert(1)>"'&`;
    const input = exampleReport([nasty, 'b']);
    const hostile = reportPage({
      ...input,
      run: { ...input.run, name: nasty },
      labels: [nasty, nasty, nasty, nasty],
      sources: { [nasty]: nasty },
      overrides: { [nasty]: nasty },
      versions: { [nasty]: nasty },
    });
    expect(hostile).not.toContain('<img');
    expect(hostile.match(/<\/script>/g)).toHaveLength(1);
  });
});

describe('the report of a run that only fits and solves', () => {
  const input = exampleReport();
  const program = programOf(`
    model Groups {
      modality x: real[2]
      label kind: class(2)
      register q
      encode x |> scale(0, pi) into q with angle
      readout group = spectral(overlap(q), groups: 2)
      metric agreement = rand_index(group, kind)
    }
    data points = synthetic("moons", samples: 100, seed: 1)
    train Groups on points
  `);
  const only = {
    ...input,
    run: { ...input.run, program },
    folds: [
      {
        name: '',
        history: [],
        metrics: { train: { agreement: 0.75, samples: 80 }, test: { agreement: 0.7, samples: 20 } },
      },
    ],
    confusion: null,
  };
  const page = reportPage(only);

  test('says how well it fits, and nothing of epochs', () => {
    expect(textOf(page, 'verdict')).toBe(
      'Reaches agreement 0.700 on 20 samples that it never learned from.',
    );
    expect(textOf(page, 'under')).toMatch(/^x on 2 qubits, no weights, fitted without training$/);
    expect(page.split('<script>')[0]).not.toMatch(/epoch|optimizer|batch|NaN/);
    expect(page).not.toContain('<h2>Training</h2>');
  });

  test('says so where nothing judges it', () => {
    const [fold] = only.folds;
    const folds = [{ ...fold!, metrics: { train: { samples: 80 } } }];
    expect(textOf(reportPage({ ...only, folds }), 'verdict')).toBe('Is fitted; nothing judges it.');
  });
});

test('the report of a run in stages has a row of settings for each', () => {
  const input = exampleReport();
  const train = input.run.train!;
  const stage = { ...train, name: 'circuits', epochs: 5 };
  const stages = [stage, { ...stage, name: 'weights', patience: 3, batch: 8 }];
  const page = reportPage({
    ...input,
    run: { ...input.run, train: { ...train, stages, rounds: 2 } },
  });
  expect(rowOf(page, 'stage weights')).toEqual([
    'adam(rate: 0.02), a cosine down to zero after 2 epochs of rise, epochs 5, batch 8, stop patience(3)',
  ]);
  expect(rowOf(page, 'rounds')).toEqual(['2']);
});

describe('the report of folds', () => {
  const page = reportPage(exampleReport(['george', 'jackson', 'theo']));

  test('says the mean and between what the folds lie', () => {
    expect(textOf(page, 'verdict')).toContain(
      'Answers rightly 85 % of 300 samples that it never learned from. Mean of 3 folds, from 80 % (theo) to 90 % (george).',
    );
  });

  test('has a row for each fold', () => {
    expect(rowOf(page, 'george')).toEqual(['0.310', '0.900', '100']);
    expect(rowOf(page, 'theo')).toEqual(['0.350', '0.800', '100']);
  });

  test('draws the range of the folds where they differ', () => {
    expect(page.match(/<path class="band validate"/g)).toHaveLength(2);
    expect(page).not.toContain('<path class="band train"');
  });
});

describe('a report of less', () => {
  test('of a training that was interrupted has curves and no results', () => {
    const input = exampleReport();
    const page = reportPage({
      ...input,
      folds: input.folds.map((fold) => ({ ...fold, metrics: null })),
      confusion: null,
    });
    expect(textOf(page, 'verdict')).toContain('has not ended');
    expect(page).not.toContain('<h2>Results</h2>');
    expect(page.match(/<figure class="curve"/g)).toHaveLength(2);
  });

  test('of a regression speaks of its error', () => {
    const input = exampleReport();
    const scores = { loss: 0.04, mae: 0.125, r2: 0.9, samples: 80 };
    const page = reportPage({
      ...input,
      folds: [{ name: '', history: [], metrics: { train: scores, test: scores } }],
      confusion: null,
      labels: [],
    });
    expect(textOf(page, 'verdict')).toBe(
      'Is off by 0.125 on average on 80 samples that it never learned from (r² 0.900).',
    );
    expect(page).not.toContain('<h2>Confusion</h2>');
    expect(page).not.toContain('<h2>Training</h2>');
  });

  test('of one epoch still has its curves', () => {
    const input = exampleReport();
    const page = reportPage({
      ...input,
      folds: input.folds.map((fold) => ({ ...fold, history: fold.history.slice(0, 1) })),
    });
    expect(page.match(/<figure class="curve"/g)).toHaveLength(2);
    expect(page).not.toMatch(/d="[^"]*(NaN|Infinity)/);
  });
});

/** The text of the element with a class. */
function textOf(page: string, className: string): string {
  const [, text = ''] = new RegExp(`class="${className}"[^>]*>([^<]*)<`).exec(page) ?? [];
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** The cells of the first table row with a heading. */
function rowOf(page: string, heading: string): string[] {
  const [, cells = ''] = new RegExp(`<th scope="row">${heading}</th>(.*?)</tr>`).exec(page) ?? [];
  return [...cells.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell = '']) => cell);
}
