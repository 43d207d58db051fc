import { globSync, mkdtempSync, rmSync } from 'node:fs';
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

describe('an example on data the runtime makes', () => {
  test('scenes: together the modalities tell the place, each alone is a guess', async () => {
    const { metrics, folder } = await trained('scenes', (run) => run);
    expect(metrics.test?.['accuracy']).toBeGreaterThan(0.95);
    for (const modality of ['view', 'sound']) {
      const without = await evaluateRun({ folder, host: nodeHost(), without: [modality] });
      expect(without.metrics['test']?.['accuracy']).toBeLessThan(0.4);
    }
  });

  test(
    'captions-to-pictures: draws what the caption means, and all that a vague one may mean',
    { timeout: 120_000 },
    async () => {
      const { metrics, folder } = await trained('captions-to-pictures', (run) => ({
        ...run,
        train: { ...run.train!, epochs: 20 },
      }));
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

  test('moons: two qubits part two half circles', async () => {
    const { metrics } = await trained('moons', (run) => run);
    expect(metrics.test?.['accuracy']).toBeGreaterThan(0.9);
  });

  test('valence: words and tone together explain the score', async () => {
    const { metrics, folder } = await trained('valence', (run) => run);
    expect(metrics.test?.['r2']).toBeGreaterThan(0.9);
    const deaf = await evaluateRun({ folder, host: nodeHost(), without: ['voice'] });
    expect(deaf.metrics['test']?.['r2']).toBeLessThan(0.6);
  });
});

describeShared('av-digits on the real pictures and sounds', () => {
  const table = sharedPath('data', 'av-digits', 'digits.csv');
  const onTable = (run: Run): Run => ({
    ...run,
    data: { ...run.data!, source: { kind: 'csv', paths: { kind: 'one', path: table } } },
  });

  test(
    'tells nine of ten on the random split, and needs both senses',
    { timeout: 120_000 },
    async () => {
      const { metrics, folder } = await trained('av-digits', onTable);
      const both = metrics.test?.['accuracy'] ?? 0;
      expect(both).toBeGreaterThanOrEqual(0.9);
      await expectNeedsBoth(folder, both);
    },
  );

  test(
    'tells four of five from a speaker it never heard, and needs both senses',
    { timeout: 240_000 },
    async () => {
      const { metrics, folder, folds } = await trained(
        'av-digits',
        (run) => {
          const moved = onTable(run);
          return {
            ...moved,
            data: { ...moved.data!, split: { kind: 'folds', count: 5, group: 'speaker' } },
          };
        },
        'speakers',
      );
      expect(folds).toHaveLength(5);
      const both = metrics.test?.['accuracy'] ?? 0;
      expect(both).toBeGreaterThanOrEqual(0.8);
      await expectNeedsBoth(folder, both);
    },
  );
});

async function expectNeedsBoth(folder: string, both: number): Promise<void> {
  for (const modality of ['eye', 'ear']) {
    const without = await evaluateRun({ folder, host: nodeHost(), without: [modality] });
    expect(without.metrics['test']?.['accuracy']).toBeLessThanOrEqual(both - 0.15);
  }
}

async function trained(
  name: string,
  change: (run: Run) => Run,
  folder = name,
): Promise<TrainResult> {
  const file = join(root, 'examples', name, 'main.qmm');
  const { runs, sources } = compileFile(file);
  return await train({
    run: change(runs[0]!),
    base: join(root, 'examples', name),
    sources: Object.fromEntries(sources),
    folder: join(work, folder),
    resume: false,
    overrides: {},
    host: nodeHost(),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
}
