import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '../../compiler/index.ts';
import { loadRun } from '../../runtime/checkpoint/index.ts';
import { predictRun } from '../../runtime/predict/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { sourceHost } from '../../cli/host.ts';
import { memoryHost } from '../support/memory-host.ts';
import { trainRequest } from '../support/runs.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const FOLDER = 'runs/model/1';
const NIGHTLY = process.env['QMM_NIGHTLY'] !== undefined;

/** Data that is not there is made up in the shapes that the model wants; what is synthetic stays, but short. */
function withData(text: string): string {
  const missing =
    /^data (\w+) = (?!synthetic)[\s\S]*?(?=^(?:data|train|target|compare|model) |(?![\s\S]))/gm;
  const made = text.replace(missing, 'data $1 = synthetic("anything", samples: 16)\n\n');
  return NIGHTLY ? made : made.replace(/samples: \d+/g, 'samples: 24');
}

function compiled(model: string): ReturnType<typeof compile> {
  const text = withData(readFileSync(sharedPath('design', 'models', model), 'utf8'));
  const host = sourceHost();
  const read = (path: string): string | undefined => {
    if (path === model) return text;
    return host.read(path.includes(':') ? path : sharedPath('design', 'models', path));
  };
  return compile({ entry: model, host: { read } });
}

function forOneEpoch(run: Run): Run {
  const settings = run.train!;
  const stages = settings.stages.map((stage) => ({ ...stage, epochs: 1 }));
  // The first steps of `cobyla` only build its simplex, so it needs them all.
  const epochs = settings.optimizer.kind === 'cobyla' ? settings.epochs : 1;
  const short = { ...settings, stages, epochs, rounds: 1, batch: 8, start: null };
  return { ...run, train: short };
}

describeShared('every program of the design', () => {
  const models = readdirSync(sharedPath('design', 'models')).filter(
    (name) => name.endsWith('.qmm') && name !== 'library.qmm',
  );

  describe.each(models)('%s', (model) => {
    test('trains for an epoch, is loaded again and predicts', async () => {
      const { runs, diagnostics } = compiled(model);
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ code }) => code)).toEqual([]);
      for (const run of runs) {
        const host = memoryHost();
        const request = trainRequest(host, forOneEpoch(run), { base: '.', folder: FOLDER });
        const { metrics } = await train(request);
        expect(metrics.train['samples']).toBeGreaterThan(0);
        expect(Object.values(metrics.train).every(Number.isFinite)).toBe(true);
        expect(loadRun(FOLDER, host).model.checkpoint.finished).toBe(true);
        expect((await predictRun({ folder: FOLDER, host })).length).toBeGreaterThan(0);
      }
    });
  });
});
