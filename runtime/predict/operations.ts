/** The operations of a Program's dataflow graph as functions on tensors, with the shapes worked out. */
import { sizeOf } from '../graph/kernel.ts';
import { windowCount } from '../program/index.ts';
import type {
  BinaryFunction,
  Feature,
  Reduction,
  SliceAxis,
  UnaryFunction,
  Windows,
} from '../program/index.ts';
import { drawBits } from '../graph/operations/draw-bits.ts';
import { computeFeature } from '../features/index.ts';
import { operate } from './operate.ts';
import type { Tensor } from './operate.ts';

/** A function of each entry. */
export function unary(name: UnaryFunction, x: Tensor): Tensor {
  return operate({ kind: 'unary', function: name }, x.shape, x);
}

/**
 * A function of two entries; one shape equals the trailing part of the other.
 * @throws RangeError where it does not
 */
export function binary(name: BinaryFunction, x: Tensor, y: Tensor): Tensor {
  const [{ shape }, other] = y.shape.length > x.shape.length ? [y, x] : [x, y];
  const tail = shape.slice(shape.length - other.shape.length);
  if (!tail.every((length, axis) => length === other.shape[axis])) throw misfit(name, x, y);
  return operate({ kind: 'binary', function: name }, shape, x, y);
}

/** Over one axis, or over all where it is null. */
export function reduce(name: Reduction, x: Tensor, axis: number | null): Tensor {
  const shape = axis === null ? [] : x.shape.filter((_, position) => position !== axis);
  return operate({ kind: 'reduce', function: name, axis }, shape, x);
}

/** Over the last axis. */
export function softmax(x: Tensor): Tensor {
  return operate({ kind: 'softmax' }, x.shape, x);
}

/** `log(sum(exp(x)))` over the last axis. */
export function logSumExp(x: Tensor): Tensor {
  return operate({ kind: 'log_sum_exp' }, x.shape.slice(0, -1), x);
}

/**
 * `[m, n] @ [n]`, `[n] @ [n, m]`, `[n] @ [n]`, `[m, n] @ [n, k]`.
 * @throws RangeError where the inner lengths differ
 */
export function matmul(x: Tensor, y: Tensor): Tensor {
  if (x.shape.at(-1) !== y.shape[0]) throw misfit('matmul', x, y);
  return operate({ kind: 'matmul' }, [...x.shape.slice(0, -1), ...y.shape.slice(1)], x, y);
}

/**
 * The same numbers in another shape.
 * @throws RangeError where they are more or fewer
 */
export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  if (sizeOf(shape) !== x.data.length) {
    throw new RangeError(`the shape [${x.shape.join(', ')}] does not become [${shape.join(', ')}]`);
  }
  return { shape, data: x.data };
}

/** Rows become columns. */
export function transpose(x: Tensor): Tensor {
  return operate({ kind: 'transpose' }, [...x.shape].reverse(), x);
}

/** Along the first axis; a scalar counts as one entry. */
export function join(...parts: readonly Tensor[]): Tensor {
  const rest = parts.find(({ shape }) => shape.length > 0)?.shape.slice(1) ?? [];
  const length = parts.reduce((sum, { shape }) => sum + (shape[0] ?? 1), 0);
  return operate({ kind: 'join' }, [length, ...rest], ...parts);
}

/** Along a new first axis. */
export function stack(...parts: readonly Tensor[]): Tensor {
  return operate({ kind: 'stack' }, [parts.length, ...(parts[0]?.shape ?? [])], ...parts);
}

/** One entry per axis: a half-open strided range, or one index, which removes the axis. */
export function slice(x: Tensor, axes: readonly SliceAxis[]): Tensor {
  const shape = x.shape.flatMap((length, position) => {
    const axis = axes[position];
    if (axis === undefined) return [length];
    return axis.kind === 'index'
      ? []
      : [Math.max(0, Math.ceil((axis.stop - axis.start) / axis.step))];
  });
  return operate({ kind: 'slice', axes }, shape, x);
}

/** Windows of a series or a picture, as entries of a new last axis. */
export function unfold(x: Tensor, windows: Windows): Tensor {
  const [height = 1, width = 1, channels = 1] = x.shape;
  const { axes, size } = windows;
  const rows = windowCount(height, windows);
  const shape =
    axes === 1 ? [rows, size * width] : [rows, windowCount(width, windows), size * size * channels];
  return operate({ kind: 'unfold', windows }, shape, x);
}

/** Zeros appended to a vector up to `length` entries. */
export function pad(x: Tensor, length: number): Tensor {
  return operate({ kind: 'pad' }, [length], x);
}

/** Kept within two bounds, scalars or of the shape of `x`. */
export function clip(x: Tensor, low: Tensor, high: Tensor): Tensor {
  return operate({ kind: 'clip' }, x.shape, x, low, high);
}

/** Divided by its Euclidean norm; zero stays zero. */
export function unit(x: Tensor): Tensor {
  return operate({ kind: 'unit' }, x.shape, x);
}

/** Rows of a table by class; a negative class gives zeros. */
export function gather(table: Tensor, index: Tensor): Tensor {
  return operate({ kind: 'gather' }, [...index.shape, ...table.shape.slice(1)], table, index);
}

/** 1 at the class among `count`, 0 elsewhere. */
export function oneHot(index: Tensor, count: number): Tensor {
  return operate({ kind: 'one_hot' }, [...index.shape, count], index);
}

/** The value where it is there, else what stands in for it. */
export function orElse(value: Tensor | undefined, fallback: Tensor): Tensor {
  return value ?? fallback;
}

/** A fixed transform of a picture, a sound or a text. */
export function feature(description: Feature, x: Tensor, shape: readonly number[]): Tensor {
  return { shape, data: computeFeature(description, x.data, x.shape, shape) };
}

/** Numbers uniform in [low, high), `random` being uniform in [0, 1). */
export function draw(
  shape: readonly number[],
  low: number,
  high: number,
  random: () => number,
): Tensor {
  return {
    shape,
    data: Float64Array.from({ length: sizeOf(shape) }, () => low + (high - low) * random()),
  };
}

/** The bits of a string drawn from the probabilities `[2^n]` of all of them, first bit most significant. */
export function sample(probabilities: Tensor, random: () => number): Tensor {
  const { data } = probabilities;
  const bits = new Float64Array(Math.round(Math.log2(data.length)));
  const operand = { value: data, size: data.length, stride: 0 };
  drawBits(operand, { value: bits, size: bits.length }, 1, random);
  return { shape: [bits.length], data: bits };
}

/** `-log softmax(logits)[truth]`. */
export function crossEntropy(logits: Tensor, truth: Tensor): Tensor {
  return operate({ kind: 'cross_entropy' }, [], logits, truth);
}

/** `log(1 + e^x) - truth * x`. */
export function binaryCrossEntropy(logit: Tensor, truth: Tensor): Tensor {
  return operate({ kind: 'binary_cross_entropy' }, [], logit, truth);
}

/** Mean over entries of the Huber loss. */
export function huber(guess: Tensor, truth: Tensor, delta: number): Tensor {
  return operate({ kind: 'huber', delta }, [], guess, truth);
}

/** Squared distance of a distribution from one true bit string, in the space of a kernel of these variances. */
export function mmd(probabilities: Tensor, truth: Tensor, bandwidths: readonly number[]): Tensor {
  return operate({ kind: 'mmd', bandwidths }, [], probabilities, truth);
}

/** `-log p(truth)` of a distribution over bit strings. */
export function divergence(probabilities: Tensor, truth: Tensor): Tensor {
  return operate({ kind: 'divergence' }, [], probabilities, truth);
}

/** The only number of a scalar, or of a tensor with one entry. */
export function scalar(x: Tensor): number {
  if (sizeOf(x.shape) !== 1)
    throw new RangeError(`a tensor of shape [${x.shape.join(', ')}] is no scalar`);
  return x.data[0]!;
}

function misfit(name: string, x: Tensor, y: Tensor): RangeError {
  const [a, b] = [x, y].map(({ shape }) => `[${shape.join(', ')}]`);
  return new RangeError(`\`${name}\` of the shapes ${a!} and ${b!}, which do not fit`);
}
