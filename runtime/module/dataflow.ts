import { operate, type Tensor } from '../predict/operate.ts';
import * as operations from '../predict/operations.ts';
import type {
  BinaryFunction,
  Reduction,
  SliceAxis,
  UnaryFunction,
  Windows,
} from '../program/index.ts';
import { asTensor, whereAll, type Result, type Value } from './value.ts';

/**
 * `operations` for values that may be missing: a missing input (undefined) gives a missing result, which only `orElse`
 * fills in, and the types say where that can happen. Scalars may be plain numbers.
 */

export * from './bodies.ts';
export { argmax, binaryCrossEntropy, crossEntropy, divergence, huber, mmd } from './losses.ts';
export * from './pairs.ts';
export { solve, solveKernel } from './solver.ts';

export const negate = unary('negate');
export const tanh = unary('tanh');
export const relu = unary('relu');
export const sigmoid = unary('sigmoid');
export const exp = unary('exp');
export const log = unary('log');
export const sqrt = unary('sqrt');
export const abs = unary('abs');
export const sin = unary('sin');
export const cos = unary('cos');
export const acos = unary('acos');

/** A scalar, or a shape that the other's ends with, is repeated; as for the five that follow. */
export const add = binary('add');
export const subtract = binary('subtract');
export const multiply = binary('multiply');
export const divide = binary('divide');
export const power = binary('power');
export const remainder = binary('remainder');

/** Over one axis, or over all of them; as for the three that follow. */
export const sum = reduction('sum');
export const mean = reduction('mean');
export const max = reduction('max');
export const min = reduction('min');

/** Over the last axis. */
export function softmax<A extends Value>(value: A): Result<A> {
  return whereAll([value], operations.softmax);
}

/** `log(sum(exp(x)))` over the last axis. */
export function logSumExp<A extends Value>(value: A): Result<A> {
  return whereAll([value], operations.logSumExp);
}

/** Divided by its Euclidean norm; a zero vector stays zero. */
export function unit<A extends Value>(value: A): Result<A> {
  return whereAll([value], operations.unit);
}

/** `[m, n] @ [n]`, `[n] @ [n, m]`, `[n] @ [n]`, `[m, n] @ [n, k]`. */
export function matmul<A extends Value, B extends Value>(left: A, right: B): Result<A | B> {
  return whereAll<A | B>([left, right], (a, b) => operations.matmul(a, b));
}

/** The same numbers in another shape. */
export function reshape<A extends Value>(value: A, shape: readonly number[]): Result<A> {
  return whereAll([value], (x) => operations.reshape(x, shape));
}

/** Rows become columns. */
export function transpose<A extends Value>(value: A): Result<A> {
  return whereAll([value], operations.transpose);
}

/** End to end along the first axis; a scalar counts as one entry. */
export function join<A extends Value>(...values: A[]): Result<A> {
  return whereAll(values, operations.join);
}

/** Along a new first axis. */
export function stack<A extends Value>(...values: A[]): Result<A> {
  return whereAll(values, operations.stack);
}

/** One entry per axis: an index, or a half-open range with a step. */
export function slice<A extends Value>(
  value: A,
  ...axes: readonly (number | readonly [start: number, stop: number, step?: number])[]
): Result<A> {
  const ranges = axes.map((axis): SliceAxis => {
    if (typeof axis === 'number') return { kind: 'index', index: axis };
    const [start, stop, step = 1] = axis;
    return { kind: 'range', start, stop, step };
  });
  return whereAll([value], (x) => operations.slice(x, ranges));
}

/** Windows of a series (`axes: 1`) or a picture (`axes: 2`), as entries of a new last axis. */
export function unfold<A extends Value>(value: A, windows: Windows): Result<A> {
  return whereAll([value], (x) => operations.unfold(x, windows));
}

/** Zeros appended to a vector. */
export function pad<A extends Value>(value: A, length: number): Result<A> {
  return whereAll([value], (x) => operations.pad(x, length));
}

/** Kept within bounds. */
export function clip<A extends Value, L extends Value, H extends Value>(
  value: A,
  low: L,
  high: H,
): Result<A | L | H> {
  return whereAll<A | L | H>([value, low, high], (x, least, most) =>
    operations.clip(x, least, most),
  );
}

/** Rows of a table by class; a negative class gives zeros. */
export function gather<A extends Value, B extends Value>(table: A, classes: B): Result<A | B> {
  return whereAll<A | B>([table, classes], (rows, index) => operations.gather(rows, index));
}

/** 1 at the class, 0 elsewhere, over `count` classes. */
export function oneHot<A extends Value>(classes: A, count: number): Result<A> {
  return whereAll([classes], (x) => operations.oneHot(x, count));
}

/** Von Neumann entropy in nats of a state, from its Pauli expectations in the order of `Operation`. */
export function entropy<A extends Value>(paulis: A): Result<A> {
  return whereAll([paulis], (x) => operate({ kind: 'entropy' }, [], x));
}

/** Numbers uniform in [low, high). */
export function draw(
  shape: readonly number[],
  low: number,
  high: number,
  random: () => number,
): Tensor {
  return operations.draw(shape, low, high, random);
}

/** A bit string, drawn from the probabilities of all of them. */
export function sample<A extends Value>(probabilities: A, random: () => number): Result<A> {
  return whereAll([probabilities], (x) => operations.sample(x, random));
}

/** The value where it is there, else what stands in for it. */
export function orElse<B extends Value>(value: Value, fallback: B): Result<B> {
  return value === undefined ? whereAll([fallback], (x) => x) : asTensor(value);
}

function unary(name: UnaryFunction): <A extends Value>(value: A) => Result<A> {
  return (value) => whereAll([value], (x) => operations.unary(name, x));
}

function binary(
  name: BinaryFunction,
): <A extends Value, B extends Value>(left: A, right: B) => Result<A | B> {
  return <A extends Value, B extends Value>(left: A, right: B) =>
    whereAll<A | B>([left, right], (a, b) => operations.binary(name, a, b));
}

function reduction(name: Reduction): <A extends Value>(value: A, axis?: number) => Result<A> {
  return (value, axis) => whereAll([value], (x) => operations.reduce(name, x, axis ?? null));
}
