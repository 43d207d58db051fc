import { describe, expect, test } from 'vitest';
import { evaluateRun, predictRun } from '../../runtime/predict/index.ts';
import type { Execution, TrainSettings } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { droppableIrisProgram, irisHost, irisRun, trainRequest } from '../support/runs.ts';

const FOLDER = 'runs/iris/1';
const shots = (count: number, seed = 0): Execution => ({ shots: count, noise: null, seed });

async function trained(settings: Partial<TrainSettings>, host: MemoryHost = irisHost()) {
  const result = await train(trainRequest(host, irisRun({ train: settings })));
  return { result, checkpoint: host.text(`${FOLDER}/checkpoint.json`), host };
}

/** Loss of each epoch. */
function losses({ checkpoint }: { readonly checkpoint: string }): number[] {
  const { history } = JSON.parse(checkpoint) as {
    readonly history: readonly { readonly train: { readonly loss: number } }[];
  };
  return history.map(({ train: { loss } }) => loss);
}

describe('training', () => {
  test('by parameter-shift without shots goes where the adjoint gradient leads', async () => {
    const adjoint = losses(await trained({ gradient: 'adjoint' }));
    const shifted = losses(await trained({ gradient: 'shift' }));
    shifted.forEach((loss, epoch) => {
      expect(loss).toBeCloseTo(adjoint[epoch]!, 9);
    });
  });

  test('from shots learns', async () => {
    const settings = { execution: shots(200), gradient: 'shift', epochs: 12 } as const;
    const told = losses(await trained(settings));
    const exact = losses(await trained({ epochs: 12 }));
    expect(told.at(-1)!).toBeLessThan(0.8 * told[0]!);
    expect(told).not.toEqual(exact);
    expect(Math.abs(told.at(-1)! - exact.at(-1)!)).toBeLessThan(0.1);
  });

  test('along random directions learns too', async () => {
    const settings = { execution: shots(500), gradient: 'spsa', epochs: 30 } as const;
    const told = losses(await trained(settings));
    expect(told.at(-1)!).toBeLessThan(0.9 * told[0]!);
  });

  test('draws other outcomes for another seed, of the machine or of the run', async () => {
    const settings = { gradient: 'shift', epochs: 1 } as const;
    const own = (await trained({ ...settings, execution: shots(50) })).checkpoint;
    expect((await trained({ ...settings, execution: shots(50) })).checkpoint).toBe(own);
    expect((await trained({ ...settings, execution: shots(50, 1) })).checkpoint).not.toBe(own);
  });
});

describe('a run from shots that is broken off and resumed ends with the bytes of one that never was', () => {
  const optimizers: Readonly<Record<string, Partial<TrainSettings>>> = {
    adam: {},
    spsa: {
      optimizer: { kind: 'spsa', rate: 0.1, perturbation: 0.2, schedule: { kind: 'constant' } },
    },
    lbfgs: { optimizer: { kind: 'lbfgs', memory: 3 } },
    cobyla: { optimizer: { kind: 'cobyla', radius: 0.5, tolerance: 1e-4 }, epochs: 50 },
  };
  const missing = irisRun({
    program: droppableIrisProgram(),
    train: {
      epochs: 4,
      missing: { flower: 0.3 },
      execution: shots(30),
      gradient: 'shift',
    },
  });
  const runs = {
    ...Object.fromEntries(
      Object.entries(optimizers).map(([name, settings]) => [
        name,
        irisRun({ train: { epochs: 4, execution: shots(30), gradient: 'shift', ...settings } }),
      ]),
    ),
    'with modality dropout': missing,
  };

  test.each(Object.entries(runs))('%s', async (_, run) => {
    const saves: string[] = [];
    const host = irisHost(2000);
    const spying = {
      ...host,
      write: (path: string, content: string | Uint8Array) => {
        if (path.endsWith('checkpoint.json')) saves.push(String(content));
        host.write(path, content);
      },
    };
    await train(trainRequest(spying, run));
    expect(saves.length).toBeGreaterThan(2);
    for (const early of [saves[0]!, saves[Math.floor(saves.length / 2)]!]) {
      const killed = irisHost();
      for (const [path, bytes] of host.files) killed.files.set(path, bytes);
      killed.write(`${FOLDER}/checkpoint.json`, early);
      await train(trainRequest(killed, run, { resume: true }));
      for (const file of ['checkpoint.json', 'metrics.jsonl']) {
        expect(killed.text(`${FOLDER}/${file}`)).toBe(host.text(`${FOLDER}/${file}`));
      }
    }
  });
});

describe('a trained run', () => {
  test('predicts from shots as it was trained, the same each time', async () => {
    const { host } = await trained({ execution: shots(20), gradient: 'shift', epochs: 2 });
    const first = await predictRun({ folder: FOLDER, host });
    expect(await predictRun({ folder: FOLDER, host })).toEqual(first);
    const other = await predictRun({ folder: FOLDER, host, seed: 1 });
    expect(other.map(({ probabilities }) => probabilities)).not.toEqual(
      first.map(({ probabilities }) => probabilities),
    );
  });
});

describe('a run scored from shots', () => {
  const scored = async (count: number) => {
    const { host } = await trained({});
    return evaluateRun({ folder: FOLDER, host, shots: count, split: 'train' });
  };

  test('has means close to the exact scores, and errors that shrink with the root of the shots', async () => {
    const { host } = await trained({});
    const exact = await evaluateRun({ folder: FOLDER, host, split: 'train' });
    const few = await scored(25);
    const many = await scored(2500);
    expect(exact.standardErrors).toBeUndefined();
    expect(many.metrics['train']!['samples']).toBe(exact.metrics['train']!['samples']);
    expect(Object.keys(many.standardErrors!['train']!)).not.toContain('samples');
    const error = (result: typeof few): number => result.standardErrors!['train']!['loss']!;
    // Deviations of ten values are right to a fourth of themselves.
    expect(error(few) / error(many)).toBeGreaterThan(10 / 3);
    expect(error(few) / error(many)).toBeLessThan(30);
    const loss = (result: typeof few): number => result.metrics['train']!['loss']!;
    expect(Math.abs(loss(many) - loss(exact))).toBeLessThan(5 * error(many));
    expect(await scored(25)).toEqual(few);
  });

  test.each([0, 2.5, -1, NaN])('takes no %d shots', async (count) => {
    await expect(scored(count)).rejects.toMatchObject({
      details: {
        code: 'argument-invalid',
        message: expect.stringContaining('`--shots`') as string,
      },
    });
  });
});

describe('kernels from shots', () => {
  const { runs, diagnostics } = compileText(`
model Rings {
  modality point: real[2]
  label ring: class(2)

  register q
  encode point |> scale(0, pi) into q with zz

  readout answer = svm(overlap(q), ring)
  metric right = accuracy(answer, ring)
}

data rings = synthetic("rings", samples: 80, seed: 3)

train Rings on rings {
  target: lab
}

target lab = simulator {
  shots: 400
}
`);

  test('are counted, pair by pair, and fit solvers', async () => {
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    const host = memoryHost();
    await train(trainRequest(host, runs[0]!, { base: '.', folder: 'runs/k/1' }));
    const { metrics } = await evaluateRun({ folder: 'runs/k/1', host });
    expect(metrics['test']?.['right']).toBeGreaterThan(0.6);
  });
});
