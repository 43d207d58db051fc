import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../runtime/checkpoint/index.ts';
import type { Node, Program, Stage, TrainSettings } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import type { Progress } from '../../runtime/train/index.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { irisProgram } from '../support/programs.ts';
import { irisHost, irisRun, trainRequest } from '../support/runs.ts';

const FOLDER = 'runs/iris/1';
const CIRCUIT = 'Iris/evolve q';
const HEAD = 'Iris/readout logits';

/** The flowers with two objectives: to tell the species, and to keep the logits small. */
function twoObjectives(): Program {
  const program = irisProgram();
  const [classify] = program.objectives;
  const logits = program.readouts[0]!.node;
  const like = program.nodes[logits]!;
  const last = program.nodes.length;
  const square: Node = {
    ...like,
    operation: { kind: 'binary', function: 'multiply' },
    inputs: [logits, logits],
  };
  const sum: Node = {
    ...like,
    operation: { kind: 'reduce', function: 'sum', axis: null },
    inputs: [last],
    shape: [],
  };
  return {
    ...program,
    nodes: [...program.nodes, square, sum],
    objectives: [
      { ...classify!, name: 'tell' },
      { name: 'shrink', node: last + 1, tasks: [] },
    ],
  };
}

function stage(name: string, changes: Partial<Stage> = {}): Stage {
  return {
    name,
    objective: 'tell',
    optimizer: { kind: 'adam', rate: 0.05, schedule: { kind: 'constant' } },
    epochs: 2,
    batch: 16,
    patience: null,
    only: null,
    freeze: [],
    ...changes,
  };
}

const turns: Partial<TrainSettings> = {
  objective: 'tell',
  rounds: 2,
  stages: [
    stage('heads', { only: [HEAD], epochs: 2, batch: 8 }),
    stage('circuits', { objective: 'shrink', freeze: [HEAD], epochs: 1 }),
  ],
};

const runOf = (settings: Partial<TrainSettings>) =>
  irisRun({ program: twoObjectives(), train: settings });

async function trained(settings: Partial<TrainSettings>, host = irisHost()) {
  await train(trainRequest(host, runOf(settings)));
  return checkpointIn(host);
}

function checkpointIn(host: MemoryHost): Checkpoint {
  return JSON.parse(host.text(`${FOLDER}/checkpoint.json`)) as Checkpoint;
}

function weightsBelow(prefix: string, { parameters }: Checkpoint): number[][] {
  return Object.entries(parameters)
    .filter(([path]) => path.startsWith(prefix))
    .map(([, { values }]) => values);
}

interface Line {
  readonly epoch: number;
  readonly stage: string;
  readonly round: number;
  readonly train: { readonly loss: number };
}

function linesIn(host: MemoryHost): Line[] {
  return host
    .text(`${FOLDER}/metrics.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** Weights as they start: of a training that does nothing. */
async function beginning(): Promise<Checkpoint> {
  const still = { kind: 'adam', rate: 0, schedule: { kind: 'constant' } } as const;
  return trained({ objective: 'tell', epochs: 1, optimizer: still });
}

describe('what is trained', () => {
  test('is all, or what `only` names, without what `freeze` names', async () => {
    const start = await beginning();
    const cases: readonly [Partial<TrainSettings>, circuit: boolean, head: boolean][] = [
      [{}, true, true],
      [{ only: [HEAD] }, false, true],
      [{ freeze: [HEAD] }, true, false],
      [{ only: [`${HEAD}/linear`, CIRCUIT], freeze: [CIRCUIT] }, false, true],
      // A name is a whole part of the path, not the letters that it begins with.
      [{ freeze: ['Iris/readout'] }, true, true],
    ];
    for (const [settings, circuit, head] of cases) {
      const end = await trained({ objective: 'tell', epochs: 2, ...settings });
      const moved = (prefix: string): boolean =>
        JSON.stringify(weightsBelow(prefix, end)) !== JSON.stringify(weightsBelow(prefix, start));
      expect([moved(CIRCUIT), moved(HEAD)]).toEqual([circuit, head]);
    }
  });

  test('has to be something', async () => {
    await expect(trained({ objective: 'tell', freeze: ['Iris'] })).rejects.toMatchObject({
      details: {
        code: 'argument-invalid',
        message: expect.stringContaining(
          'hold `Iris/evolve q/strongly_entangling/w`, `Iris/readout logits/linear/weight`',
        ) as string,
      },
    });
    const stages = [stage('one'), stage('two', { only: ['Iris/nowhere'] })];
    await expect(trained({ objective: 'tell', stages })).rejects.toThrow(
      /Stage `two` leaves nothing to train/,
    );
  });

  test('leaves the rest to be worked out once, with the same result', async () => {
    // In the second run the circuit is trained later, so that it has to be simulated at each step.
    const once = irisHost();
    await trained({ objective: 'tell', epochs: 3, freeze: [CIRCUIT] }, once);
    const anew = irisHost();
    const stages = [stage('head', { epochs: 3, freeze: [CIRCUIT] }), stage('all', { epochs: 1 })];
    await trained({ objective: 'tell', stages }, anew);
    const losses = linesIn(once).map((line) => line.train.loss);
    expect(losses).toHaveLength(3);
    losses.forEach((loss, epoch) => {
      expect(linesIn(anew)[epoch]!.train.loss).toBeCloseTo(loss, 10);
    });
  });
});

describe('stages', () => {
  test('come one after the other, as often as there are rounds', async () => {
    const host = irisHost(60);
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => seen.push(progress);
    const result = await train(trainRequest(host, runOf(turns), { onProgress }));
    expect(result.epochs).toBe(6);
    expect(linesIn(host).map(({ epoch, stage, round }) => [epoch, round, stage])).toEqual([
      [1, 1, 'heads'],
      [2, 1, 'heads'],
      [3, 1, 'circuits'],
      [4, 2, 'heads'],
      [5, 2, 'heads'],
      [6, 2, 'circuits'],
    ]);
    expect(seen.at(-1)).toMatchObject({ epoch: 6, epochs: 6, fraction: 1 });
    // Judged by the objective of the block.
    expect(result.metrics.test).toHaveProperty('accuracy');
    expect(checkpointIn(host).finished).toBe(true);
  });

  test('each move their own weights towards their own objective', async () => {
    const start = await beginning();
    const first = await trained({ ...turns, rounds: 1, stages: turns.stages!.slice(0, 1) });
    expect(weightsBelow(CIRCUIT, first)).toEqual(weightsBelow(CIRCUIT, start));
    const both = await trained({ ...turns, rounds: 1 });
    expect(weightsBelow(HEAD, both)).toEqual(weightsBelow(HEAD, first));
    expect(weightsBelow(CIRCUIT, both)).not.toEqual(weightsBelow(CIRCUIT, first));
  });

  test('find the averages of their optimiser as they left them', async () => {
    const { training } = await trained(turns);
    // 36 training samples: five steps of 8 or three of 16 an epoch.
    const remembered = training.optimizers.flatMap((each) => (each.kind === 'adam' ? [each] : []));
    expect(remembered.map(({ steps }) => steps)).toEqual([2 * 2 * 5, 2 * 1 * 3]);
    expect(Object.keys(remembered[0]!.moments).every((path) => path.startsWith(HEAD))).toBe(true);
    expect(Object.keys(remembered[1]!.moments)).toEqual([`${CIRCUIT}/strongly_entangling/w`]);
  });

  test('have one schedule over all rounds', async () => {
    const falling = { kind: 'step', every: 1, factor: 0 } as const;
    const optimizer = { kind: 'adam', rate: 0.05, schedule: falling } as const;
    const once = await trained({
      objective: 'tell',
      stages: [stage('a', { epochs: 1, optimizer })],
    });
    const thrice = await trained({
      objective: 'tell',
      rounds: 3,
      stages: [stage('a', { epochs: 1, optimizer })],
    });
    expect(thrice.epoch).toBe(3);
    expect(thrice.parameters).toEqual(once.parameters);
  });

  test('that stop early hand on the weights of their best epoch', async () => {
    const wild = { kind: 'adam', rate: 0.8, schedule: { kind: 'constant' } } as const;
    const still = { kind: 'adam', rate: 0, schedule: { kind: 'constant' } } as const;
    const host = irisHost();
    await trained(
      {
        objective: 'tell',
        stages: [
          stage('wild', { epochs: 60, patience: 3, optimizer: wild }),
          stage('still', { epochs: 1, optimizer: still }),
        ],
      },
      host,
    );
    const { history } = checkpointIn(host);
    const losses = history.map(({ validate }) => validate!['loss']!);
    const wildOnes = losses.slice(0, -1);
    expect(wildOnes.length).toBeLessThan(60);
    expect(wildOnes.at(-1)).toBeGreaterThan(Math.min(...wildOnes));
    expect(losses.at(-1)).toBeCloseTo(Math.min(...wildOnes), 12);
  });
});

const fast = { kind: 'adam', rate: 0.5, schedule: { kind: 'constant' } } as const;

describe('a run with stages that is broken off and resumed ends with the same bytes', () => {
  const settings: Partial<TrainSettings> = {
    ...turns,
    stages: [...turns.stages!, stage('polish', { epochs: 4, patience: 1, optimizer: fast })],
  };

  test('after any epoch', async () => {
    const whole = irisHost();
    await train(trainRequest(whole, runOf(settings)));
    const saves: string[] = [];
    const host = irisHost(2000);
    const spying = {
      ...host,
      write: (path: string, content: string | Uint8Array) => {
        if (path.endsWith('checkpoint.json')) saves.push(String(content));
        host.write(path, content);
      },
    };
    await train(trainRequest(spying, runOf(settings)));
    expect(saves.length).toBeGreaterThan(8);
    for (const early of saves) {
      const killed = irisHost();
      for (const [path, bytes] of host.files) killed.files.set(path, bytes);
      killed.write(`${FOLDER}/checkpoint.json`, early);
      await train(trainRequest(killed, runOf(settings), { resume: true }));
      for (const file of ['checkpoint.json', 'metrics.jsonl', 'run.json']) {
        expect(killed.text(`${FOLDER}/${file}`)).toBe(whole.text(`${FOLDER}/${file}`));
      }
    }
  });

  test('within any epoch', async () => {
    const trainUntil = async (host: MemoryHost, last: number): Promise<number> => {
      const controller = new AbortController();
      let seen = 0;
      const onProgress = () => {
        seen += 1;
        if (seen === last) controller.abort();
      };
      await train(trainRequest(host, runOf(settings), { signal: controller.signal, onProgress }));
      return seen;
    };
    const whole = irisHost(60);
    const all = await trainUntil(whole, Infinity);
    for (const share of [0.4, 0.6, 0.85]) {
      const host = irisHost(60);
      await trainUntil(host, Math.floor(share * all));
      expect(checkpointIn(host).finished).toBe(false);
      await train(trainRequest(host, runOf(settings), { resume: true }));
      expect(host.text(`${FOLDER}/checkpoint.json`)).toBe(whole.text(`${FOLDER}/checkpoint.json`));
    }
  });
});
