import { randomStream } from '../../runtime/data/random.ts';
import { EXACT } from '../../runtime/program/index.ts';
import type { DataSource, Program, Run, TrainSettings } from '../../runtime/program/index.ts';
import type { TrainRequest } from '../../runtime/train/progress.ts';
import { memoryHost } from './memory-host.ts';
import type { MemoryHost } from './memory-host.ts';
import { irisProgram } from './programs.ts';

const place = { file: 'main.qmm', start: 0, end: 0 };

const trainSettings: TrainSettings = {
  optimizer: { kind: 'adam', rate: 0.05, schedule: { kind: 'constant' } },
  epochs: 6,
  batch: 16,
  seed: 1,
  objective: '',
  patience: null,
  missing: {},
  precision: 'f64',
  execution: EXACT,
  gradient: 'adjoint',
  only: null,
  freeze: [],
  stages: [],
  rounds: 1,
  start: null,
  place,
};

const csvSource: DataSource = {
  name: 'samples',
  source: { kind: 'csv', paths: { kind: 'one', path: 'samples.csv' } },
  columns: {},
  split: { kind: 'fractions', train: 0.6, validate: 0.2, test: 0.2, group: null },
  take: null,
  seed: 0,
  place,
};

/** Sixty flowers of three species, told apart by their first two numbers, from three gardens. */
export function irisTable(count = 60): string {
  const random = randomStream(5, 'iris');
  const names = ['setosa', 'versicolor', 'virginica'];
  const rows = Array.from({ length: count }, (_, row) => {
    const kind = row % 3;
    const numbers = [0, 1, 2, 3].map((k) => (k < 2 ? kind * (k + 1) : 0) + 0.3 * random.normal());
    return [...numbers.map((value) => value.toFixed(4)), names[kind], `garden ${row % 4}`].join(
      ',',
    );
  });
  return ['a,b,c,d,species,garden', ...rows, ''].join('\n');
}

export function irisRun(
  changes: {
    readonly train?: Partial<TrainSettings>;
    readonly data?: Partial<DataSource>;
    readonly program?: Program;
  } = {},
): Run {
  return {
    name: 'Iris',
    program: changes.program ?? irisProgram(),
    data: {
      ...csvSource,
      columns: { flower: { kind: 'names', names: ['a', 'b', 'c', 'd'] } },
      ...changes.data,
    },
    train: { ...trainSettings, ...changes.train },
  };
}

/** A machine with the flowers; its clock moves by `tick` milliseconds with each look at it. */
export function irisHost(tick = 1): MemoryHost {
  let clock = 0;
  return { ...memoryHost({ 'flowers/samples.csv': irisTable() }), now: () => (clock += tick) };
}

/** What the command line would ask for. */
export function trainRequest(
  host: MemoryHost,
  run: Run,
  changes: Partial<TrainRequest> = {},
): TrainRequest {
  return {
    run,
    base: 'flowers',
    sources: { 'flowers/main.qmm': 'model Iris {}' },
    folder: 'runs/iris/1',
    resume: false,
    overrides: {},
    host,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  };
}

/** The first model with a flower that may be missing: its gates are left out then. */
export function droppableIrisProgram(): Program {
  const program = irisProgram();
  const encodes = (origin: number): boolean => program.origins[origin]!.path[0] === 'encode q';
  return {
    ...program,
    inputs: program.inputs.map((input) =>
      input.name === 'flower' ? { ...input, optional: true } : input,
    ),
    circuits: program.circuits.map((circuit) => ({
      ...circuit,
      gates: circuit.gates.map((gate) =>
        encodes(gate.origin) ? { ...gate, when: ['flower'] } : gate,
      ),
    })),
  };
}
