import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Checkpoint } from '../../runtime/checkpoint/index.ts';
import type { EvaluationRequest } from '../../runtime/graph/evaluation.ts';
import type { Optimizer, Run, TrainSettings } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { droppableIrisProgram, irisHost, irisRun, trainRequest } from '../support/runs.ts';

/** Names of the streams that drawn numbers come from, look by look. */
const streams: string[] = [];
const opened: Pick<EvaluationRequest, 'differentiate' | 'capacity'>[] = [];

vi.mock('../../runtime/graph/evaluation.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../runtime/graph/evaluation.ts')>();
  return {
    ...original,
    openEvaluation: (request: EvaluationRequest) => {
      opened.push(request);
      const evaluation = original.openEvaluation(request);
      const restartDraws = (name: string): void => {
        streams.push(name);
        evaluation.evaluator.restartDraws(name);
      };
      return { ...evaluation, evaluator: { ...evaluation.evaluator, restartDraws } };
    },
  };
});

afterEach(() => {
  opened.length = 0;
  streams.length = 0;
});

const FOLDER = 'runs/iris/1';
const schedule = { kind: 'cosine', warmup: 1 } as const;

/** An optimizer and settings with which it gets somewhere with the flowers. */
const optimizers: Readonly<Record<string, Partial<TrainSettings> & { optimizer: Optimizer }>> = {
  adamw: { epochs: 8, optimizer: { kind: 'adamw', rate: 0.1, decay: 0.02, schedule } },
  sgd: { epochs: 8, optimizer: { kind: 'sgd', rate: 0.3, momentum: 0.8, schedule } },
  rmsprop: { epochs: 8, optimizer: { kind: 'rmsprop', rate: 0.03, smoothing: 0.9, schedule } },
  qng: { epochs: 8, optimizer: { kind: 'qng', rate: 0.3, damping: 0.01, schedule } },
  spsa: { epochs: 25, optimizer: { kind: 'spsa', rate: 0.4, perturbation: 0.1, schedule } },
  lbfgs: { epochs: 8, optimizer: { kind: 'lbfgs', memory: 5 } },
  cobyla: { epochs: 120, optimizer: { kind: 'cobyla', radius: 1, tolerance: 1e-4 } },
};

/** Trash qubits to |0>: an objective that is a sinusoid of each angle. */
const squeeze = (settings: string, more = ''): Run => {
  const { runs, diagnostics } = compileText(`model Squeeze {
  modality point: real[3]

  register q
  encode point |> scale(0, pi) into q with angle
  ${more}
  ${more === '' ? 'evolve' : 'fuse'} q with strongly_entangling(layers: 1)
  objective compress(q[2..3])
}

data cloud = synthetic("anything", samples: 40, seed: 1)

train Squeeze on cloud {
  precision: f64
  ${settings}
}
`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return runs[0]!;
};

/** Numbers that are drawn anew for each sample. */
const shaken = 'encode draw(3, low: -0.5, high: 0.5) into q with angle';

interface Line {
  readonly epoch: number;
  readonly train: { readonly loss: number; readonly samples: number };
}

function linesIn(host: MemoryHost): Line[] {
  const text = host.text(`${FOLDER}/metrics.jsonl`).trim();
  return text.split('\n').map((line) => JSON.parse(line) as Line);
}

const lossesIn = (host: MemoryHost): number[] => linesIn(host).map((line) => line.train.loss);

async function trained(run: Run, host = irisHost()): Promise<MemoryHost> {
  await train(trainRequest(host, run));
  return host;
}

describe('each optimiser', () => {
  test.each(Object.entries(optimizers))('%s learns the flowers', async (_, settings) => {
    const losses = lossesIn(await trained(irisRun({ train: settings })));
    expect(losses).toHaveLength(settings.epochs!);
    expect(losses.at(-1)).toBeLessThan(0.75 * losses[0]!);
  });

  test('rotosolve, lbfgs and cobyla find the same minimum', async () => {
    const found = [];
    for (const optimizer of ['rotosolve(steps: 8)', 'lbfgs(steps: 40)', 'cobyla(steps: 300)']) {
      found.push(lossesIn(await trained(squeeze(`optimizer: ${optimizer}`), memoryHost())));
    }
    const [rotosolve, lbfgs, cobyla] = found.map((losses) => losses.at(-1)!);
    expect(rotosolve).toBeCloseTo(0.2551845, 6);
    expect(lbfgs).toBeCloseTo(rotosolve!, 6);
    expect(cobyla).toBeCloseTo(rotosolve!, 4);
    // The last two say when nothing is left to do.
    expect(found[1]!.length).toBeLessThan(40);
    expect(found[2]!.length).toBeLessThan(300);
    for (const losses of found) {
      losses.slice(1).forEach((loss, k) => {
        expect(loss).toBeLessThanOrEqual(losses[k]! + 1e-12);
      });
    }
  });

  test('qng gets to that minimum in fewer steps than the gradient of the same rate', async () => {
    const after = async (optimizer: string): Promise<number> => {
      const settings = `optimizer: ${optimizer}\n  epochs: 15\n  batch: 32`;
      return lossesIn(await trained(squeeze(settings), memoryHost())).at(-1)!;
    };
    expect(await after('qng(rate: 1)')).toBeCloseTo(0.2551845, 6);
    expect(await after('sgd(rate: 1)')).toBeGreaterThan(0.4);
  });

  test.each([
    ['spsa', 'none'],
    ['cobyla', 'none'],
    ['lbfgs', 'weights'],
    ['sgd', 'weights'],
  ])('%s is opened to differentiate: %s', async (name, differentiate) => {
    await trained(irisRun({ train: { ...optimizers[name], epochs: 70, batch: 7 } }));
    const steps = opened.filter(({ capacity }) => capacity === 7);
    expect(steps.map((request) => request.differentiate)).toEqual([differentiate]);
  });

  test('spsa looks at both sides of a direction with the same random numbers', async () => {
    // Other numbers would make a slope of millions of a distance this small.
    const settings = 'optimizer: spsa(rate: 0.1, perturbation: 1e-7)\n  epochs: 3\n  batch: 8';
    const { parameters } = checkpointIn(await trained(squeeze(settings, shaken), memoryHost()));
    const weights = Object.values(parameters).flatMap(({ values }) => values);
    expect(Math.max(...weights.map(Math.abs))).toBeLessThan(4);
  });

  test('adamw shrinks only what it trains', async () => {
    const still: Optimizer = {
      kind: 'adamw',
      rate: 1e-9,
      decay: 1e8,
      schedule: { kind: 'constant' },
    };
    const settings = { epochs: 1, batch: 36, freeze: ['Iris/readout logits'] };
    const start = await trained(
      irisRun({ train: { ...settings, optimizer: { ...still, decay: 0 } } }),
    );
    const end = await trained(irisRun({ train: { ...settings, optimizer: still } }));
    const [before, after] = [checkpointIn(start), checkpointIn(end)];
    for (const [path, { values }] of Object.entries(after.parameters)) {
      const factor = path.includes('evolve') ? 1 - 1e-9 * 1e8 : 1;
      values.forEach((value, i) => {
        expect(value).toBeCloseTo(factor * before.parameters[path]!.values[i]!, 6);
      });
    }
  });
});

describe('an optimiser that takes the whole split', () => {
  test('does the same whatever the batch that it is worked out in', async () => {
    for (const name of ['lbfgs', 'cobyla']) {
      const runs = [5, 36].map((batch) =>
        trained(irisRun({ train: { ...optimizers[name], epochs: 60, batch } })),
      );
      const [small, large] = (await Promise.all(runs)).map(lossesIn);
      small!.forEach((loss, k) => {
        expect(loss).toBeCloseTo(large![k]!, 6);
      });
    }
  });

  test('writes one record for each step, of all training samples, where the weights stand then', async () => {
    const host = await trained(irisRun({ train: { ...optimizers['lbfgs'], batch: 10 } }));
    const lines = linesIn(host);
    expect(lines.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(lines.every((line) => line.train.samples === 36)).toBe(true);
    expect(lines.at(-1)!.train.loss).toBeCloseTo(checkpointIn(host).results!.train['loss']!, 10);
  });

  test('looks at all trials of a step with the same random numbers', async () => {
    const program = droppableIrisProgram();
    const missing = { flower: 0.5 };
    const settings = { ...optimizers['lbfgs'], missing, epochs: 6 };
    const losses = lossesIn(await trained(irisRun({ program, train: settings })));
    expect(losses).toHaveLength(6);
    expect(new Set(losses).size).toBe(6);
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
    streams.length = 0;
    const drawn = lossesIn(
      await trained(squeeze('optimizer: lbfgs(steps: 6)', shaken), memoryHost()),
    );
    expect(drawn).toHaveLength(6);
    expect(drawn.at(-1)).toBeLessThan(drawn[0]!);
    const looks = streams.filter((name) => name.startsWith('0/'));
    expect(looks.length).toBeGreaterThan(2 * 6 - 1);
    expect([...new Set(looks)]).toEqual(['0/0', '0/1', '0/2', '0/3', '0/4', '0/5']);
    const flat: Optimizer = { kind: 'cobyla', radius: 1e-9, tolerance: 1e-10 };
    const train = { ...settings, optimizer: flat, epochs: 50 };
    const still = lossesIn(await trained(irisRun({ program, train })));
    expect(Math.max(...still) - Math.min(...still)).toBeLessThan(1e-6);
  });

  test('begins anew in each round, and stops early like any other', async () => {
    const stage = (name: string, optimizer: Optimizer, epochs: number) => {
      const rest = { objective: '', batch: 16, only: null, freeze: [] };
      return { ...rest, name, optimizer, epochs, patience: 3 };
    };
    const stages = [
      stage('quick', optimizers['lbfgs']!.optimizer, 4),
      stage('slow', optimizers['sgd']!.optimizer, 2),
    ];
    const host = await trained(irisRun({ train: { stages, rounds: 2 } }));
    const kinds = checkpointIn(host).training.optimizers.map(({ kind }) => kind);
    expect(kinds).toEqual(['lbfgs', 'sgd']);
    const [quick] = checkpointIn(host).training.optimizers;
    expect(quick).toHaveProperty('pairs.length', 4);
  });

  test('cobyla needs a step for each point of its first simplex', async () => {
    await expect(
      trained(irisRun({ train: { ...optimizers['cobyla'], epochs: 40 } })),
    ).rejects.toThrow(/`cobyla` looks at 40 points before its first step/);
  });

  test('rotosolve says which weight is not the angle of a rotation', async () => {
    const settings = { optimizer: { kind: 'rotosolve' } as const, epochs: 2 };
    await expect(trained(irisRun({ train: settings }))).rejects.toThrow(
      /`Iris\/readout logits\/linear\/weight` is not the angle of a rotation/,
    );
  });
});

describe('a run that is broken off and resumed ends with the bytes of one that never was', () => {
  const cases: Readonly<Record<string, Run>> = {
    ...Object.fromEntries(
      Object.entries(optimizers).map(([name, settings]) => [
        name,
        irisRun({ train: { ...settings, epochs: name === 'cobyla' ? 60 : 5, patience: 4 } }),
      ]),
    ),
    'lbfgs with dropout': irisRun({
      program: droppableIrisProgram(),
      train: { ...optimizers['lbfgs'], epochs: 5, missing: { flower: 0.3 } },
    }),
    rotosolve: squeeze('optimizer: rotosolve(steps: 4)'),
    'spsa with draws': squeeze('optimizer: spsa\n  epochs: 4\n  batch: 8', shaken),
    'lbfgs with draws': squeeze('optimizer: lbfgs(steps: 4)', shaken),
    'cobyla with draws': squeeze('optimizer: cobyla(steps: 30)', shaken),
  };
  const hostOf = (run: Run, tick: number): MemoryHost => {
    let clock = 0;
    const host = run.name === 'Iris' ? irisHost() : memoryHost();
    return { ...host, now: () => (clock += tick) };
  };

  test.each(Object.entries(cases))('after any epoch: %s', async (_, run) => {
    const whole = await trained(run, hostOf(run, 1));
    const saves: string[] = [];
    const host = hostOf(run, 2000);
    const write = (path: string, content: string | Uint8Array): void => {
      if (path.endsWith('checkpoint.json')) saves.push(String(content));
      host.write(path, content);
    };
    await train(trainRequest({ ...host, write }, run));
    expect(saves.length).toBeGreaterThan(3);
    const chosen = saves.filter((_, k) => k < 4 || k % 9 === 0 || k === saves.length - 2);
    for (const early of chosen) {
      const killed = hostOf(run, 1);
      for (const [path, bytes] of host.files) killed.files.set(path, bytes);
      killed.write(`${FOLDER}/checkpoint.json`, early);
      await train(trainRequest(killed, run, { resume: true }));
      for (const file of ['checkpoint.json', 'metrics.jsonl']) {
        expect(killed.text(`${FOLDER}/${file}`)).toBe(whole.text(`${FOLDER}/${file}`));
      }
    }
  });

  test.each(Object.entries(cases))('within any epoch: %s', async (_, run) => {
    const trainUntil = async (host: MemoryHost, turns: number) => {
      const controller = new AbortController();
      let seen = 0;
      const onProgress = (): void => {
        seen += 1;
        if (seen === turns) controller.abort();
      };
      const { interrupted } = await train(
        trainRequest(host, run, { signal: controller.signal, onProgress }),
      );
      return { seen, interrupted };
    };
    const whole = hostOf(run, 60);
    const { seen } = await trainUntil(whole, Infinity);
    for (const share of [0.45, 0.6, 0.75]) {
      const host = hostOf(run, 60);
      const { interrupted } = await trainUntil(host, Math.floor(share * seen));
      expect(interrupted).toBe(true);
      await train(trainRequest(host, run, { resume: true }));
      for (const file of ['checkpoint.json', 'metrics.jsonl', 'run.json']) {
        expect(host.text(`${FOLDER}/${file}`)).toBe(whole.text(`${FOLDER}/${file}`));
      }
    }
  });
});

test('a checkpoint of another optimiser is not gone on from', async () => {
  const run = irisRun({ train: optimizers['sgd']! });
  const host = await trained(run);
  const checkpoint = checkpointIn(host);
  const training = { ...checkpoint.training, optimizers: [{ kind: 'spsa', steps: 3 }] };
  const changed = { ...checkpoint, finished: false, results: null, training };
  host.write(`${FOLDER}/checkpoint.json`, JSON.stringify(changed));
  await expect(train(trainRequest(host, run, { resume: true }))).rejects.toThrow(
    /`training.optimizers.0` is of `spsa` where the run trains with `sgd`/,
  );
});

function checkpointIn(host: MemoryHost): Checkpoint {
  return JSON.parse(host.text(`${FOLDER}/checkpoint.json`)) as Checkpoint;
}
