/**
 * One tensor of a batch: `[batch, ...shape]` row-major, or `shape` alone for a value that all samples share.
 *
 * Sample `b` begins at `b * stride`; a shared value has stride 0, so that reading broadcasts it and adding to its
 * gradient sums over the batch.
 */
export interface Operand {
  readonly shape: readonly number[];
  /** Numbers per sample. */
  readonly size: number;
  readonly stride: number;
  readonly value: Float64Array;
  /** Of the objective with respect to `value`; null where nobody asks for it. */
  readonly gradient: Float64Array | null;
}

/** Where an operation sits: what it reads and what it writes, for good, so that a step allocates nothing. */
export interface Site {
  readonly inputs: readonly Operand[];
  readonly output: Operand;
}

/** An operation bound to its buffers. `count` is the batch size, or 1 where the output is shared. */
export interface Kernel {
  forward(count: number): void;
  /** Vector-Jacobian product: adds to the gradients of the inputs that have one. */
  backward(count: number): void;
}

/** Product of the dimensions; 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}
