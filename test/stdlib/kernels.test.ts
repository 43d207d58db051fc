import { expect, test } from 'vitest';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import { programOf } from '../support/compile.ts';
import { upTo, weightAt } from './support.ts';

const X = [
  [0.3, -0.8],
  [1.1, 0.4],
  [-0.6, 0.9],
];
const Y = [
  [0.7, 0.2],
  [-1.2, 0.5],
  [0.1, -0.3],
];

/** Each readout's values of all pairs of three samples, row by row, and the weights. */
function pairs(readouts: string): { values: Float64Array[]; weights: readonly number[] } {
  const program = programOf(`model M {
  modality x: real[2]
  modality y: real[2]
  register q, p
  encode x into q with zz
  encode y into p with zz
  ${readouts}
}`);
  const weights = createWeights(program);
  weights.values.forEach((_, index) => (weights.values[index] = weightAt(index)));
  const inputs = program.nodes.flatMap(({ operation }, node) =>
    operation.kind === 'input' ? [{ node, name: operation.name }] : [],
  );
  const evaluator = createEvaluator({
    program,
    targets: program.readouts.map(({ node }) => node),
    given: new Set(inputs.map(({ node }) => node)),
    capacity: X.length,
    weights,
    differentiate: 'none',
    precision: 'f64',
    mayLack: [],
  });
  for (const { node, name } of inputs) {
    if (evaluator.has(node)) evaluator.operand(node).value.set((name === 'x' ? X : Y).flat());
  }
  evaluator.forward(X.length);
  return {
    values: program.readouts.map(({ node }) => evaluator.operand(node).value),
    weights: [...weights.values],
  };
}

/** exp(-gamma |a - b|^2) of all pairs of rows. */
const gaussian = (rows: readonly (readonly number[])[], gamma: number): number[] =>
  upTo(3).flatMap((i) =>
    upTo(3).map((j) =>
      Math.exp(-gamma * rows[i]!.reduce((sum, value, k) => sum + (value - rows[j]![k]!) ** 2, 0)),
    ),
  );

function expectValues(found: Iterable<number>, wanted: readonly number[]): void {
  const values = [...found].slice(0, wanted.length);
  values.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 10));
}

test('blend: a convex mixture of kernels, whose shares are a softmax', () => {
  const { values, weights } = pairs('readout k = blend([rbf(x, gamma: 0.5), rbf(y, gamma: 2)])');
  const [a, b] = [Math.exp(weights[0]!), Math.exp(weights[1]!)];
  const [left, right] = [gaussian(X, 0.5), gaussian(Y, 2)];
  expectValues(
    values[0]!,
    left.map((value, k) => (a * value + b * right[k]!) / (a + b)),
  );
});

test('kernel_product: alike in one view and in the other', () => {
  const { values } = pairs('readout k = kernel_product([rbf(x, gamma: 0.5), rbf(y, gamma: 2)])');
  const right = gaussian(Y, 2);
  expectValues(
    values[0]!,
    gaussian(X, 0.5).map((value, k) => value * right[k]!),
  );
});

test('kernel_product of fidelity kernels is the kernel of the views side by side', () => {
  const { values } = pairs(`readout each = kernel_product([overlap(q), overlap(p)])
  readout together = overlap([q, p])`);
  expectValues(values[0]!, [...values[1]!]);
  // A sample is like itself, and unlike the others.
  expect(values[0]![0]).toBeCloseTo(1, 10);
  expect(values[0]![1]).toBeLessThan(0.99);
});
