import { beforeAll, describe, expect, test } from 'vitest';
import type { PythonEnvironment } from '../../scripts/python.ts';
import { moonsModel, project } from '../cli/projects.ts';
import { qmm } from '../cli/support.ts';
import { conformancePython } from './python.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
/** Two steps, each along one direction. */
const model = moonsModel('epochs: 1\n  batch: 8\n  optimizer: spsa').replace(
  'samples: 60',
  'samples: 20',
);

let environment: PythonEnvironment;
// The first time, a Python environment is made.
beforeAll(async () => {
  environment = await conformancePython();
}, 600_000);

describe.skipIf(!nightly)("training on IBM's own primitives", () => {
  test.for(['aer', 'fake:torino'])(
    'goes nearly where the exact simulator goes: %s',
    { timeout: 300_000 },
    async (target, context) => {
      if (environment.kind === 'missing') return context.skip(environment.reason);
      const cwd = project({ 'main.qmm': model });
      const env = { QMM_PYTHON: environment.python };
      const words = ['train', 'main.qmm', '--on', target, '--shots', '4000', '--json'];
      const there = await qmm(words, { cwd, env });
      expect({ code: there.code, err: there.err }).toMatchObject({ code: 0 });
      expect(there.json).toMatchObject({
        // Both sides of a direction, eight samples, twice.
        machine: { target, use: { jobs: 2, shots: 2 * 2 * 8 * 4000 } },
      });
      const here = await qmm(['train', 'main.qmm', '--json'], { cwd });
      const [found, wanted] = [there, here].map(({ json }) => json.metrics!['train']!['loss']!);
      // Noise and shots change a loss a little, and the step that follows from two of them.
      expect(Math.abs(found! - wanted!)).toBeLessThan(0.1);

      const scored = await qmm(['eval', 'last', '--json'], { cwd });
      expect(scored.json.metrics!['test']!['samples']).toBe(4);
    },
  );
});
