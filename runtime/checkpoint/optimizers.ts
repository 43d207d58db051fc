import * as v from 'valibot';
import type { Program } from '../program/index.ts';
import type { Memory } from '../train/optimise/memory.ts';
import type { Packed } from '../graph/packed.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const numbers = v.array(v.number());

/** By path of the parameters that the stage trains. */
const byPath = v.record(v.string(), numbers);

const averages = {
  steps: count,
  /** By path: running averages of the gradient and of its square. */
  moments: v.record(v.string(), v.object({ first: numbers, second: numbers })),
};

/** What an optimiser remembers from step to step. */
export const optimizerSchema = v.variant('kind', [
  v.object({ kind: v.literal('adam'), ...averages }),
  v.object({ kind: v.literal('adamw'), ...averages }),
  /** Gradients of the past, each worth `momentum` of the one after it. */
  v.object({ kind: v.literal('sgd'), velocity: byPath }),
  /** Running average of the square of the gradient. */
  v.object({ kind: v.literal('rmsprop'), squares: byPath }),
  v.object({ kind: v.literal('spsa'), steps: count }),
  v.object({ kind: v.literal('qng') }),
  v.object({ kind: v.literal('rotosolve') }),
  /** How far its last steps went and how much the gradient changed on the way, oldest first. */
  v.object({
    kind: v.literal('lbfgs'),
    pairs: v.array(v.object({ move: byPath, change: byPath })),
  }),
  /** The simplex, its pole where the weights stand; `inverse` is that of the matrix with `edges` as columns. */
  v.object({
    kind: v.literal('cobyla'),
    radius: v.number(),
    poleLoss: v.nullable(v.number()),
    losses: numbers,
    trusts: v.boolean(),
    edges: v.array(byPath),
    inverse: v.array(byPath),
  }),
]);

export type StoredOptimizer = v.InferOutput<typeof optimizerSchema>;

export function encodeOptimizer(program: Program, memory: Memory, packed: Packed): StoredOptimizer {
  const encode = <T>(value: (parameter: number) => T): Record<string, T> =>
    Object.fromEntries(
      packed.parameters.map((index) => [program.parameters[index]!.path, value(index)]),
    );
  const part = (vector: Float64Array, parameter: number): number[] => [
    ...packed.part(vector, parameter),
  ];
  const split = (vector: Float64Array): Record<string, number[]> =>
    encode((parameter) => part(vector, parameter));
  switch (memory.kind) {
    case 'adam':
    case 'adamw': {
      const { kind, first, second, steps } = memory;
      const moments = encode((index) => ({
        first: part(first, index),
        second: part(second, index),
      }));
      return { kind, steps, moments };
    }
    case 'sgd':
      return { kind: memory.kind, velocity: split(memory.velocity) };
    case 'rmsprop':
      return { kind: memory.kind, squares: split(memory.squares) };
    case 'spsa':
      return { kind: memory.kind, steps: memory.steps };
    case 'qng':
    case 'rotosolve':
      return { kind: memory.kind };
    case 'lbfgs': {
      const pairs = memory.pairs.map(({ move, change }) => ({
        move: split(move),
        change: split(change),
      }));
      return { kind: memory.kind, pairs };
    }
    case 'cobyla': {
      const { kind, radius, poleLoss, losses, trusts } = memory;
      const [edges, inverse] = [memory.edges.map(split), memory.inverse.map(split)];
      return { kind, radius, poleLoss, losses: [...losses], trusts, edges, inverse };
    }
  }
}

/** @param problem what is thrown where a field has another size than the model asks for */
export function restoreOptimizer(
  program: Program,
  stored: StoredOptimizer,
  packed: Packed,
  problem: (field: string, found: number | undefined, wanted: number) => Error,
): Memory {
  const join = (
    field: string,
    of: (path: string) => readonly number[] | undefined,
  ): Float64Array => {
    const vector = new Float64Array(packed.length);
    for (const index of packed.parameters) {
      const { path } = program.parameters[index]!;
      const into = packed.part(vector, index);
      const values = of(path);
      if (values?.length !== into.length) {
        throw problem(`${field}.${path}`, values?.length, into.length);
      }
      into.set(values);
    }
    return vector;
  };
  const vector = (field: string, values: Record<string, readonly number[]>): Float64Array =>
    join(field, (path) => values[path]);
  switch (stored.kind) {
    case 'adam':
    case 'adamw': {
      const { kind, steps, moments } = stored;
      const first = join('moments', (path) => moments[path]?.first);
      return { kind, first, second: join('moments', (path) => moments[path]?.second), steps };
    }
    case 'sgd':
      return { kind: stored.kind, velocity: vector('velocity', stored.velocity) };
    case 'rmsprop':
      return { kind: stored.kind, squares: vector('squares', stored.squares) };
    case 'spsa':
    case 'qng':
    case 'rotosolve':
      return stored;
    case 'lbfgs': {
      const pairs = stored.pairs.map(({ move, change }, index) => ({
        move: vector(`pairs.${index}.move`, move),
        change: vector(`pairs.${index}.change`, change),
      }));
      return { kind: stored.kind, pairs };
    }
    case 'cobyla': {
      const { edges, inverse, losses } = stored;
      const wanted = stored.poleLoss === null ? 0 : packed.length;
      if (edges.length !== wanted) throw problem('edges', edges.length, wanted);
      if (inverse.length !== wanted) throw problem('inverse', inverse.length, wanted);
      if (losses.length > wanted) throw problem('losses', losses.length, wanted);
      return {
        ...stored,
        edges: edges.map((edge, index) => vector(`edges.${index}`, edge)),
        inverse: inverse.map((row, index) => vector(`inverse.${index}`, row)),
      };
    }
  }
}
