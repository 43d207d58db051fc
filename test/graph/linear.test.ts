import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Kernel, Operand } from '../../runtime/graph/kernel.ts';
import { isLinear, linear } from '../../runtime/graph/operations/linear.ts';
import { matrixTimesVector } from '../../runtime/graph/operations/matmul.ts';

interface Layer {
  readonly matrix: Operand;
  readonly vectors: Operand;
  readonly output: Operand;
}

const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  inner: fc.integer({ min: 1, max: 45 }),
  capacity: fc.integer({ min: 1, max: 7 }),
  wanted: fc.constantFrom('both', 'matrix', 'vectors'),
  seed: fc.integer({ min: 1, max: 1000 }),
});

test('a matrix times vectors gives the same bits in WebAssembly, values and gradients', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const [fast, plain] = [layerOf(shape), layerOf(shape)];
      const { rows, inner } = shape;
      run(linear(fast), fast);
      run(matrixTimesVector(plain.matrix, plain.vectors, plain.output, { rows, inner }), plain);
      expect(fast).toEqual(plain);
    }),
    { numRuns: 200, seed: 3 },
  );

  /** Once with a full batch, once with a smaller one, as the last of an epoch is. */
  function run(kernel: Kernel, { output, vectors }: Layer): void {
    for (const count of [vectors.value.length / vectors.size, 1]) {
      kernel.forward(count);
      output.gradient!.forEach((_, i, all) => (all[i] = i % 3 === 0 ? 0 : Math.cos(i)));
      kernel.backward(count);
    }
  }
});

test('an entry that does not matter stays without effect where the vector is infinite', () => {
  const shape = { rows: 8, inner: 8, capacity: 1, wanted: 'both', seed: 1 };
  const layer = layerOf(shape);
  layer.vectors.value.fill(Infinity);
  const kernel = linear(layer);
  kernel.forward(1);
  kernel.backward(1);
  expect(layer.matrix.gradient).toEqual(layerOf(shape).matrix.gradient);
});

test('only what is large and shared goes there', () => {
  const shape = { rows: 8, inner: 8, capacity: 8, wanted: 'both', seed: 1 };
  const { matrix, vectors } = layerOf(shape);
  expect(isLinear({ matrix, vectors })).toBe(true);
  expect(isLinear({ matrix: { ...matrix, stride: 64 }, vectors })).toBe(false);
  expect(isLinear({ matrix, vectors: { ...vectors, stride: 0 } })).toBe(false);
  const small = layerOf({ ...shape, capacity: 2 });
  expect(isLinear(small)).toBe(false);
});

function layerOf(shape: {
  readonly rows: number;
  readonly inner: number;
  readonly capacity: number;
  readonly wanted: string;
  readonly seed: number;
}): Layer {
  const { rows, inner, capacity, wanted, seed } = shape;
  const values = (length: number, phase: number): Float64Array =>
    Float64Array.from({ length }, (_, i) => Math.sin(seed + phase + 7 * i));
  const operand = (of: readonly number[], samples: number, phase: number): Operand => {
    const size = of.reduce((product, each) => product * each, 1);
    const length = Math.max(samples, 1) * size;
    return {
      shape: of,
      size,
      stride: samples === 0 ? 0 : size,
      value: values(length, phase),
      gradient: values(length, phase + 1),
    };
  };
  const without = (one: Operand, name: string): Operand =>
    wanted === 'both' || wanted === name ? one : { ...one, gradient: null };
  return {
    matrix: without(operand([rows, inner], 0, 1), 'matrix'),
    vectors: without(operand([inner], capacity, 2), 'vectors'),
    output: { ...operand([rows], capacity, 3), gradient: new Float64Array(capacity * rows) },
  };
}
