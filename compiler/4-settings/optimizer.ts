import type { Expression } from '../../grammar/tree.ts';
import type { Optimizer, Schedule } from '../../runtime/program/index.ts';
import { notNegative, optionsOf, positive, share, whole } from './options.ts';
import { callIn, unknownName, wrong, type Reader } from './reader.ts';

/** An optimizer, and how many steps it says it takes; null where `epochs` says so. */
export interface ReadOptimizer {
  readonly optimizer: Optimizer;
  readonly steps: number | null;
}

const steps = { steps: whole(50) };

const readers = {
  adam: (read) => {
    const { rate } = read.numbers({ rate: positive(0.01) }, ['schedule']).values;
    return { kind: 'adam', rate, schedule: read.schedule() };
  },
  adamw: (read) => {
    const options = { rate: positive(0.01), decay: notNegative(0.01) };
    const { rate, decay } = read.numbers(options, ['schedule']).values;
    return { kind: 'adamw', rate, decay, schedule: read.schedule() };
  },
  sgd: (read) => {
    const options = { rate: positive(0.01), momentum: share(0) };
    const { rate, momentum } = read.numbers(options, ['schedule']).values;
    return { kind: 'sgd', rate, momentum, schedule: read.schedule() };
  },
  rmsprop: (read) => {
    const options = { rate: positive(0.01), smoothing: share(0.99) };
    const { rate, smoothing } = read.numbers(options, ['schedule']).values;
    return { kind: 'rmsprop', rate, smoothing, schedule: read.schedule() };
  },
  qng: (read) => {
    const options = { rate: positive(0.05), damping: positive(0.01) };
    const { rate, damping } = read.numbers(options, ['schedule']).values;
    return { kind: 'qng', rate, damping, schedule: read.schedule() };
  },
  spsa: (read) => {
    const options = { rate: positive(0.1), perturbation: positive(0.1) };
    const { rate, perturbation } = read.numbers(options, ['schedule']).values;
    return { kind: 'spsa', rate, perturbation, schedule: read.schedule() };
  },
  rotosolve: (read) => {
    read.numbers(steps);
    return { kind: 'rotosolve' };
  },
  lbfgs: (read) => {
    const { memory } = read.numbers({ ...steps, memory: whole(10) }).values;
    return { kind: 'lbfgs', memory };
  },
  cobyla: (read) => {
    const options = { ...steps, radius: positive(1), tolerance: positive(1e-4) };
    const { radius, tolerance } = read.numbers(options).values;
    return { kind: 'cobyla', radius, tolerance };
  },
} as const satisfies Record<Optimizer['kind'], (read: Reading) => Optimizer>;

/** What may stand after `optimizer:`. */
export const optimizerNames = Object.keys(readers) as Optimizer['kind'][];

/** What an optimizer reads of its call. */
interface Reading {
  readonly numbers: <Name extends string>(
    options: Parameters<typeof optionsOf<Name>>[2],
    others?: readonly string[],
  ) => ReturnType<typeof optionsOf<Name>>;
  readonly schedule: () => Schedule;
}

const standard: ReadOptimizer = {
  optimizer: { kind: 'adam', rate: 0.01, schedule: { kind: 'constant' } },
  steps: null,
};

/** `adam(rate: 0.01)`, `lbfgs(steps: 100)`, ... */
export function readOptimizer(reader: Reader, expression: Expression | undefined): ReadOptimizer {
  if (expression === undefined) return standard;
  if (expression.kind !== 'call') {
    wrong(reader, expression, '`optimizer`', '`adam(rate: 0.01)`', ['adam(rate: 0.01)']);
    return standard;
  }
  const name = expression.name.text;
  const kind = optimizerNames.find((each) => each === name);
  if (kind === undefined) {
    unknownName(reader, expression.name, 'optimizer', name, optimizerNames);
    return standard;
  }
  let said: number | null = null;
  const optimizer = readers[kind]({
    numbers: (options, others) => {
      const read = optionsOf(reader, expression, options, others);
      if (read.given.has('steps')) said = (read.values as Record<string, number>)['steps']!;
      return read;
    },
    schedule: () => readSchedule(reader, callIn(expression)?.named.get('schedule')),
  });
  return { optimizer, steps: said };
}

function readSchedule(reader: Reader, expression: Expression | undefined): Schedule {
  if (expression === undefined) return { kind: 'constant' };
  if (expression.kind !== 'call') {
    const wanted = '`step(every: 10, factor: 0.1)` or `cosine(warmup: 2)`';
    wrong(reader, expression, '`schedule`', wanted, [
      'step(every: 10, factor: 0.1)',
      'cosine(warmup: 2)',
    ]);
    return { kind: 'constant' };
  }
  switch (expression.name.text) {
    case 'constant':
      optionsOf(reader, expression, {});
      return { kind: 'constant' };
    case 'step': {
      const options = { every: positive(10), factor: notNegative(0.1) };
      return { kind: 'step', ...optionsOf(reader, expression, options).values };
    }
    case 'cosine':
      return {
        kind: 'cosine',
        ...optionsOf(reader, expression, { warmup: notNegative(0) }).values,
      };
    default: {
      const known = ['constant', 'step', 'cosine'];
      unknownName(reader, expression.name, 'schedule', expression.name.text, known);
      return { kind: 'constant' };
    }
  }
}
