import { describe, expect, test } from 'vitest';
import { createPredictor, evaluateRun, loadRun, predictRun, train } from '../../index.ts';
import type { Checkpoint } from '../../index.ts';
import { randomStream } from '../../runtime/data/random.ts';
import type { Run } from '../../runtime/program/index.ts';
import type { TrainResult } from '../../runtime/train/progress.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { trainRequest } from '../support/runs.ts';

const FOLDER = 'runs/m/1';
const FILES = ['checkpoint.json', 'metrics.jsonl', 'run.json'];

/** A model of two numbers and a class, with a run of a few epochs where it has something to train. */
function runOf(body: string, data = '', settings = 'epochs: 3 batch: 16'): Run {
  const { runs, diagnostics } = compileText(`
    model M {
      modality x: real[2]
      label kind: class(2)
      register q[2]
      ${body}
    }
    data points = synthetic("moons", samples: 60, seed: 4) { ${data} }
    train M on points { ${settings} }
  `);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return runs[0]!;
}

const fixed = 'encode x |> scale(0, pi) into q with iqp(layers: 1)';
const trained = 'encode x |> scale(0, pi) into q with reupload(layers: 2)';

const models = {
  'an aligned kernel and its support vectors': `
    ${trained}
    let kernel = overlap(q)
    objective alignment(kernel, kind)
    readout guess = svm(kernel, kind)`,
  'support vectors of a fixed kernel': `${fixed} readout guess = svm(overlap(q), kind)`,
  'ridge of a kernel and of features': `
    ${fixed}
    readout smooth = ridge(overlap(q), x)
    readout straight = ridge(expect(Z(q)), x)`,
  groups: `
    ${fixed}
    readout group = spectral(overlap(q), groups: 2)
    readout nearest = kmeans(expect([X(q), Y(q), Z(q)]), groups: 2)`,
  'a solver on a solver': `
    ${fixed}
    readout plane = kernel_pca(overlap(q), 2)
    readout guess = logistic(plane, kind)`,
  'a statistic of what was trained, and a solver on it': `
    ${trained}
    let seen = expect([X(q), Z(q)]) |> linear(3)
    objective classify(seen |> linear, kind)
    readout even = standardise(seen)
    readout guess = logistic(even, kind)`,
};

async function trainIn(
  host: MemoryHost,
  run: Run,
  changes: Parameters<typeof trainRequest>[2] = {},
): Promise<TrainResult> {
  return train(trainRequest(host, run, { base: '.', folder: FOLDER, ...changes }));
}

/** Stops, as if Ctrl-C came, after so many signs of progress. */
async function trainUntil(host: MemoryHost, run: Run, turns: number) {
  const controller = new AbortController();
  const phases: string[] = [];
  const result = await trainIn(host, run, {
    signal: controller.signal,
    onProgress: ({ phase }) => {
      phases.push(phase);
      if (phases.length === turns) controller.abort();
    },
  });
  return { ...result, phases };
}

/** A machine so slow that every pause is a turn. */
function slowHost(): MemoryHost {
  let clock = 0;
  return { ...memoryHost(), now: () => (clock += 60) };
}

describe('what is fitted after training', () => {
  for (const [name, body] of Object.entries(models)) {
    test(`${name}: the same bytes twice, loaded again, and in memory as on disk`, async () => {
      const run = runOf(body);
      const [host, other] = [memoryHost(), memoryHost()];
      await trainIn(host, run);
      await trainIn(other, run);
      for (const file of FILES) {
        expect(other.text(`${FOLDER}/${file}`)).toBe(host.text(`${FOLDER}/${file}`));
      }
      const { model, record } = loadRun(FOLDER, host);
      expect(model.checkpoint.finished).toBe(true);
      const predictor = createPredictor(record.run.program, model.checkpoint);
      const predictions = await predictRun({ folder: FOLDER, host });
      expect(predictions).toHaveLength(12);
      for (const at of ['0.3, 0.9', '-0.5, 0.1', '1.4, -0.2']) {
        const [onDisk] = await predictRun({ folder: FOLDER, host, inputs: { x: at } });
        const inMemory = predictor.predict({ x: at.split(',').map(Number) });
        expect(inMemory.label).toBe(onDisk!.label);
        const [value, expected] = [inMemory.value, onDisk!.value].map((each) =>
          [each ?? []].flat(),
        );
        expect(value).toHaveLength(expected!.length);
        value!.forEach((number, i) => expect(number).toBeCloseTo(expected![i]!, 5));
      }
    });
  }

  test('what training reports, an evaluation finds again', async () => {
    const host = memoryHost();
    const { metrics } = await trainIn(
      host,
      runOf(models['an aligned kernel and its support vectors']),
    );
    const again = await evaluateRun({ folder: FOLDER, host, split: 'all' });
    expect(metrics.test?.['accuracy']).toBeGreaterThan(0.7);
    expect(again.metrics).toEqual(metrics);
  });

  test('a statistic of what was trained is that of the trained model', async () => {
    const random = randomStream(2, 'points');
    const rows = Array.from({ length: 40 }, (_, row) => [row % 2, random.normal() + (row % 2)]);
    const table = ['kind,x', ...rows.map((row) => row.join(',')), ''].join('\n');
    const host = memoryHost({ 'points/points.csv': table });
    const { runs } = compileText(`
      model M {
        modality x: real[1]
        label kind: class(2)
        let seen = x |> linear(1)
        objective classify(seen |> linear, kind)
        readout even = standardise(seen)
      }
      data points = csv("points.csv", x: ["x"]) {
        split: fractions(train: 1, test: 0)
      }
      train M on points { epochs: 2 optimizer: adam(rate: 0.3) }
    `);
    await trainIn(host, runs[0]!, { base: 'points' });
    const { model, record } = loadRun(FOLDER, host);
    const predictor = createPredictor(record.run.program, model.checkpoint, { precision: 'f64' });
    const even = rows.map(([, x]) => predictor.predict({ x: [x!] }).readouts['even']![0]!);
    expect(meanOf(even)).toBeCloseTo(0, 10);
    expect(meanOf(even.map((value) => value ** 2))).toBeCloseTo(1, 6);
  });

  test('folds: each has a solver of its own, and an evaluation takes the mean', async () => {
    const host = memoryHost();
    const body = models['support vectors of a fixed kernel'];
    const { metrics, folds } = await trainIn(host, runOf(body, 'split: folds(3)'));
    expect(folds).toHaveLength(3);
    expect(metrics.test?.['samples']).toBe(60);
    expect(metrics.test?.['accuracy']).toBeCloseTo(
      meanOf(folds.map(({ test: scores }) => scores['accuracy']!)),
      12,
    );
    const again = await evaluateRun({ folder: FOLDER, host });
    expect(again.metrics['test']).toEqual(metrics.test);
    const landmarks = loadRun(FOLDER, host).folds.map(({ late }) =>
      [...late.solved.values()].map((solved) => [...solved.landmarks!.values.values()][0]!.join()),
    );
    expect(new Set(landmarks.flat()).size).toBe(3);
  });
});

describe('a run that is broken off while solvers are fitted', () => {
  const cases = {
    'only fits and solves': runOf(models.groups),
    'only fits and solves, in folds': runOf(models.groups, 'split: folds(3)'),
    'trains before': runOf(models['an aligned kernel and its support vectors']),
    'trains before, and early stop keeps a best epoch': runOf(
      models['a statistic of what was trained, and a solver on it'],
      '',
      'epochs: 4 batch: 16 stop: patience(2)',
    ),
  };
  for (const [name, run] of Object.entries(cases)) {
    test(`${name}: resumed, it ends with the bytes of one that never was`, async () => {
      const whole = slowHost();
      const { phases } = await trainUntil(whole, run, Infinity);
      const turns = phases.flatMap((phase, turn) => (phase === 'solve' ? [turn + 1] : []));
      expect(turns.length).toBeGreaterThan(1);
      for (const turn of turns) {
        const host = slowHost();
        expect((await trainUntil(host, run, turn)).interrupted).toBe(true);
        const stopped = loadRun(FOLDER, host).model.checkpoint;
        expect(stopped.results).toBeNull();
        expect(stopped.solvers).toEqual([]);
        expect((await trainIn(host, run, { resume: true })).interrupted).toBe(false);
        for (const file of FILES) {
          expect(host.text(`${FOLDER}/${file}`)).toBe(whole.text(`${FOLDER}/${file}`));
        }
      }
    });
  }
});

describe('a damaged solver is noticed', () => {
  const damageOf = async (
    body: string,
    change: (solver: Checkpoint['solvers'][number]) => void,
  ): Promise<unknown> => {
    const host = memoryHost();
    await trainIn(host, runOf(body));
    const file = `${FOLDER}/checkpoint.json`;
    const checkpoint = JSON.parse(host.text(file)) as Checkpoint;
    change(checkpoint.solvers[0]!);
    host.write(file, JSON.stringify(checkpoint));
    return Promise.resolve()
      .then(() => loadRun(FOLDER, host))
      .then(
        () => 'not noticed',
        (error: unknown) => error,
      );
  };
  const damaged = {
    details: {
      code: 'run-damaged',
      message: expect.stringMatching(/the solver of node \d+ is not the one/) as string,
    },
  };
  const svm = models['support vectors of a fixed kernel'];

  test('as it is where nothing was changed, in whatever order its keys stand', async () => {
    const turn = (solver: Checkpoint['solvers'][number]): void => {
      const { fitted, landmarks } = solver;
      Object.assign(solver, { landmarks, fitted });
    };
    expect(await damageOf(svm, turn)).toBe('not noticed');
  });

  test('a number of a landmark', async () => {
    const change = ({ landmarks }: Checkpoint['solvers'][number]): void => {
      const values = Object.values(landmarks!.values)[0]!;
      values[values.length - 1]! += 1e-3;
    };
    for (const body of [svm, models.groups]) {
      expect(await damageOf(body, change)).toMatchObject(damaged);
    }
  });

  test('a weight', async () => {
    const change = ({ fitted }: Checkpoint['solvers'][number]): void => {
      expect(bump(fitted)).toBe(true);
    };
    for (const body of [svm, models.groups, models['a solver on a solver']]) {
      expect(await damageOf(body, change)).toMatchObject(damaged);
    }
  });
});

describe('objectives over the pairs of a batch', () => {
  const objectives = {
    alignment: 'alignment(overlap(q), kind)',
    'contrast with a class': 'contrast(overlap(q), kind, temperature: 0.5)',
    'triplet with a class': 'triplet(overlap(q), kind, margin: 0.2)',
  };
  const orders = {
    // 33 samples in batches of 16: the last is alone.
    'a batch of one sample': 'split: fractions(train: 0.55, test: 0.45)',
    'a batch of two': 'split: fractions(train: 0.57, test: 0.43)',
  };
  for (const [name, objective] of Object.entries(objectives)) {
    for (const [order, split] of Object.entries(orders)) {
      test(`${name} meets ${order}`, async () => {
        const run = runOf(`${trained} objective ${objective}`, split, 'epochs: 4 batch: 16');
        const { metrics } = await trainIn(memoryHost(), run);
        expect(metrics.train['samples']! % 16).toBe(order === 'a batch of two' ? 2 : 1);
        expect(metrics.train['loss']).toBeGreaterThan(0);
        expect(metrics.test?.['loss']).toBeGreaterThan(0);
      });
    }
  }
});

/** Changes the first number that it finds in a value, in place. */
function bump(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entries = value as Record<string, unknown>;
  for (const [key, entry] of Object.entries(entries)) {
    if (typeof entry === 'number' && !Number.isInteger(entry)) {
      entries[key] = entry * 1.001;
      return true;
    }
    if (bump(entry)) return true;
  }
  return false;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
