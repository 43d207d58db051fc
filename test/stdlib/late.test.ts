import { describe, expect, test } from 'vitest';
import { outcomeOf, upTo, weightAt, type Outcome } from './support.ts';

const x = [0.3, -1.2, 2, 0.7];
const y = [1.1, -0.4];

function apply(call: string, declarations = ''): Outcome {
  return outcomeOf(
    `${declarations}
model M {
  modality x: real[4]
  modality y: real[2]
  modality t: real[3, 2]
  readout z = ${call}
}`,
    { x, y, t: [1, 0, 0.5, -1, 2, 0.25] },
  );
}

function expectValues(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, k) => sum + value * b[k]!, 0);
const softmax = (values: readonly number[]): number[] => {
  const powers = values.map(Math.exp);
  return powers.map((power) => power / powers.reduce((a, b) => a + b, 0));
};
/** `linear` of a width whose weights begin at a position of all the weights, matrix before bias. */
const linear = (values: readonly number[], width: number, from: number): number[] =>
  upTo(width).map(
    (row) =>
      dot(
        values,
        values.map((_, k) => weightAt(from + row * values.length + k)),
      ) + weightAt(from + width * values.length + row),
  );

describe('classical fusion', () => {
  test('late: a convex mixture', () => {
    const { readout, weights } = apply('late(x[0..2], y)');
    const [a = 0, b = 0] = softmax(weights('w'));
    expectValues(readout('z'), [a * x[0]! + b * y[0]!, a * x[1]! + b * y[1]!]);
  });

  test('averaged: the mean of both heads’ chances', () => {
    const { readout } = apply('averaged(x[0..2], y)');
    const [a, b] = [softmax(x.slice(0, 2)), softmax(y)];
    expectValues(softmax(readout('z')), [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2]);
    expectValues(readout('z').map(Math.exp), [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2]);
  });

  test('averaged stays finite where a head is sure', () => {
    const { readout } = apply('averaged(2000 * x[0..2], -2000 * y)');
    expect(readout('z').every(Number.isFinite)).toBe(true);
    // One head is sure of the first class, the other of the second.
    expectValues(readout('z').map(Math.exp), [0.5, 0.5]);
  });

  test('gated: each entry of the gate weighs both sides', () => {
    const gate = linear([...x, ...y], 3, 0).map((value) => 1 / (1 + Math.exp(-value)));
    const left = linear(x, 3, 21).map(Math.tanh);
    const right = linear(y, 3, 36).map(Math.tanh);
    expectValues(
      apply('gated(x, y, width: 3)').readout('z'),
      gate.map((share, k) => share * left[k]! + (1 - share) * right[k]!),
    );
  });

  test('low_rank: a sum over products of two affine maps', () => {
    const left = linear(x, 6, 0);
    const right = linear(y, 6, 30);
    const both = left.map((value, k) => value * right[k]!);
    expectValues(
      apply('low_rank(x, y, rank: 2, width: 3)').readout('z'),
      upTo(3).map((k) => both[k]! + both[k + 3]!),
    );
  });
});
