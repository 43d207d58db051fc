import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Run } from '../../runtime/program/index.ts';
import { nodeHost } from '../../cli/host.ts';
import { evaluateRun, predictRun } from '../../runtime/predict/index.ts';
import { train } from '../../runtime/train/index.ts';
import type { TrainResult } from '../../runtime/train/progress.ts';
import { compileFile } from '../support/compile.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'qmm-examples-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const files = globSync('examples/*/*.qmm', { cwd: root }).sort();

test.each(files)('%s has nothing to say about itself', (file) => {
  expect(compileFile(join(root, file)).diagnostics).toEqual([]);
});

// Figures of `moons`, `imported-circuit` and `clusters` are in `tables.test.ts`, to the digit.
describe('an example on data the runtime makes', () => {
  test('scenes: together the modalities tell the place, each alone is a guess', async () => {
    const { metrics, folder } = await trained('scenes');
    expect(metrics.test?.['accuracy']).toBeGreaterThan(0.95);
    for (const modality of ['view', 'sound']) {
      expect(await accuracyWithout(folder, modality)).toBeLessThan(0.4);
    }
  });

  test(
    'captions-to-pictures: draws what the caption means, and all that a vague one may mean',
    { timeout: 120_000 },
    async () => {
      const { metrics, folder } = await trained('captions-to-pictures', {
        change: epochs(20),
      });
      // Pixels drawn each for itself reach .68 and .33 after 60 epochs.
      expect(metrics.test?.['validity']).toBeGreaterThan(0.75);
      expect(metrics.test?.['total_variation']).toBeLessThan(0.3);
      const drawn = await predictRun({
        folder,
        host: nodeHost(),
        inputs: { caption: 'diagonal' },
        draws: 200,
      });
      for (const diagonal of ['100 010 001', '001 010 100'])
        expect(drawn.filter(({ drawing }) => drawing === diagonal).length).toBeGreaterThan(40);
    },
  );

  test('valence: words and tone together explain the score', async () => {
    const { metrics, folder } = await trained('valence');
    expect(metrics.test?.['r2']).toBeGreaterThan(0.9);
    const deaf = await evaluateRun({ folder, host: nodeHost(), without: ['voice'] });
    expect(deaf.metrics['test']?.['r2']).toBeLessThan(0.6);
  });

  test('qcnn: a network that halves itself tells lying lines from standing ones', async () => {
    const { metrics } = await trained('qcnn');
    expect(metrics.test?.['accuracy']).toBeGreaterThan(0.9);
  });

  test('next-word: after five epochs it is ahead of counting pairs of words', async () => {
    const { metrics } = await trained('next-word', { change: epochs(5) });
    expect(metrics.test?.['perplexity']).toBeLessThan(4.8);
  });

  test('missing-modality: who met incomplete samples bears them better', async () => {
    const whole = await trained('missing-modality', { run: 'whole' });
    const patchy = await trained('missing-modality', { run: 'patchy' });
    for (const { metrics } of [whole, patchy]) {
      expect(metrics.test?.['accuracy']).toBeGreaterThan(0.93);
    }
    for (const modality of ['words', 'voice', 'face']) {
      const borne = await accuracyWithout(patchy.folder, modality);
      expect(borne).toBeGreaterThan(0.84);
      expect(await accuracyWithout(whole.folder, modality)).toBeLessThan(borne - 0.02);
    }
    expect(await accuracyWithout(patchy.folder, 'words', 'voice')).toBeGreaterThan(0.5);
  });

  test('compress: three qubits hold what spans seven dimensions, two do not', async () => {
    const three = await trained('compress', { run: 'three' });
    expect(three.metrics.test?.['loss']).toBeLessThan(0.01);
    expect(three.metrics.test?.['restored']).toBeGreaterThan(0.98);
    const two = await trained('compress', { run: 'two' });
    expect(two.metrics.test?.['loss']).toBeLessThan(0.2);
    // The bound by four principal axes is .735.
    expect(two.metrics.test?.['restored']).toBeGreaterThan(0.5);
    expect(two.metrics.test?.['restored']).toBeLessThan(0.735);
  });
});

describeShared('sentiment on real sentences', () => {
  const change = onTable(sharedPath('data', 'text', 'subj.csv'));

  test(
    'a bag of words on three qubits tells opinions from facts',
    { timeout: 60_000 },
    async () => {
      const { metrics } = await trained('sentiment', { change });
      expect(metrics.test?.['accuracy']).toBeGreaterThan(0.84);
    },
  );

  test('a tree tells most of it from eight words', { timeout: 60_000 }, async () => {
    const { metrics } = await trained('sentiment', { change, file: 'readers.qmm', run: 'trees' });
    expect(metrics.test?.['accuracy']).toBeGreaterThan(0.78);
  });
});

describeShared('av-digits on the real pictures and sounds', () => {
  const onDigits = onTable(sharedPath('data', 'av-digits', 'digits.csv'));

  test(
    'tells nine of ten on the random split, and needs both senses',
    { timeout: 120_000 },
    async () => {
      const { metrics, folder } = await trained('av-digits', { change: onDigits });
      const both = metrics.test?.['accuracy'] ?? 0;
      expect(both).toBeGreaterThanOrEqual(0.9);
      await expectNeedsBoth(folder, both);
    },
  );

  test(
    'tells four of five from a speaker it never heard, and needs both senses',
    { timeout: 240_000 },
    async () => {
      const change = (run: Run): Run => {
        const moved = onDigits(run);
        return {
          ...moved,
          data: { ...moved.data!, split: { kind: 'folds', count: 5, group: 'speaker' } },
        };
      };
      const { metrics, folder, folds } = await trained('av-digits', { change });
      expect(folds).toHaveLength(5);
      const both = metrics.test?.['accuracy'] ?? 0;
      expect(both).toBeGreaterThanOrEqual(0.8);
      await expectNeedsBoth(folder, both);
    },
  );
});

describeShared('kernels and likenesses on the real pictures and sounds', () => {
  const table = sharedPath('data', 'av-digits', 'digits.csv');
  const onDigits = onTable(table);

  test(
    'retrieval: the picture that a sound finds shows its digit, for a voice never heard',
    { timeout: 120_000 },
    async () => {
      const change = (run: Run): Run => epochs(8)(onDigits(run));
      const { metrics, folder } = await trained('retrieval', { change });
      // By chance 5 of the 500 pictures in the gallery hold the right one 1 time in 100.
      expect(metrics.test?.['samples']).toBe(500);
      expect(metrics.test?.['first_five']).toBeGreaterThan(0.02);
      const [header, ...rows] = readFileSync(table, 'utf8').trim().split('\n');
      const label = header!.split(',').indexOf('label');
      const digitOf = (id: string): string => rows[Number(id) - 1]!.split(',')[label]!;
      const matches = await predictRun({ folder, host: nodeHost() });
      const right = matches.filter(({ id, match }) => digitOf(id) === digitOf(match!));
      expect(right.length / matches.length).toBeGreaterThan(0.3);
    },
  );

  test(
    'views: one mixture of four kernels tells digits, and needs both senses',
    { timeout: 120_000 },
    async () => {
      const change = (run: Run): Run => {
        const { data, train: settings, ...moved } = onDigits(run);
        const stages = settings!.stages.map((stage) => ({ ...stage, epochs: 5 }));
        return { ...moved, data: { ...data!, take: 625 }, train: { ...settings!, stages } };
      };
      const { metrics, folder } = await trained('views', { change });
      const both = metrics.test?.['accuracy'] ?? 0;
      expect(both).toBeGreaterThan(0.85);
      await expectNeedsBoth(folder, both);
    },
  );
});

async function expectNeedsBoth(folder: string, both: number): Promise<void> {
  for (const modality of ['eye', 'ear']) {
    expect(await accuracyWithout(folder, modality)).toBeLessThanOrEqual(both - 0.15);
  }
}

async function accuracyWithout(folder: string, ...without: readonly string[]): Promise<number> {
  const { metrics } = await evaluateRun({ folder, host: nodeHost(), without });
  return metrics['test']!['accuracy']!;
}

function onTable(path: string): (run: Run) => Run {
  return (run) => ({
    ...run,
    data: { ...run.data!, source: { kind: 'csv', paths: { kind: 'one', path } } },
  });
}

function epochs(count: number): (run: Run) => Run {
  return (run) => ({ ...run, train: { ...run.train!, epochs: count } });
}

interface Chosen {
  readonly file?: string;
  /** One of the file's `train` declarations; the first where left out. */
  readonly run?: string;
  readonly change?: (run: Run) => Run;
}

async function trained(
  name: string,
  { file = 'main.qmm', run: wanted, change = (run) => run }: Chosen = {},
): Promise<TrainResult> {
  const base = join(root, 'examples', name);
  const { runs, sources } = compileFile(join(base, file));
  const run = wanted === undefined ? runs[0] : runs.find((one) => one.name === wanted);
  return await train({
    run: change(run!),
    base,
    sources: Object.fromEntries(sources),
    folder: mkdtempSync(join(work, `${name}-`)),
    resume: false,
    overrides: {},
    host: nodeHost(),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
}
