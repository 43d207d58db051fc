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

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
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

describe('layers', () => {
  test('linear and mlp', () => {
    expectValues(apply('x |> linear(3)').readout('z'), linear(x, 3, 0));
    const hidden = linear(x, 5, 0).map((value) => Math.max(0, value));
    expectValues(apply('x |> mlp(5, 2)').readout('z'), linear(hidden, 2, 25));
  });

  test('residual', () => {
    const wanted = linear(x, 4, 0).map((value, k) => value + x[k]!);
    expectValues(apply('x |> residual(linear(_, 4))').readout('z'), wanted);
  });

  test('layer_norm: mean and deviation of the sample itself', () => {
    const { readout, weights } = apply('x |> layer_norm');
    const centred = x.map((value) => value - mean(x));
    const deviation = Math.sqrt(mean(centred.map((value) => value ** 2)) + 1e-5);
    const [gain, shift] = [weights('gain'), weights('shift')];
    expectValues(
      readout('z'),
      centred.map((value, k) => (gain[k]! * value) / deviation + shift[k]!),
    );
  });
});

describe('attention', () => {
  const tokens = [
    [1, 0],
    [0.5, -1],
    [2, 0.25],
  ];
  const attend = (query: readonly number[]): number[] => {
    const shares = softmax(tokens.map((token) => dot(token, query) / Math.SQRT2));
    return upTo(2).map((k) =>
      dot(
        shares,
        tokens.map((token) => token[k]!),
      ),
    );
  };

  test('attend: a mixture of the tokens by likeness', () => {
    expectValues(apply('attend(y, t)').readout('z'), attend(y));
  });

  test('attentive: the query is learned', () => {
    const { readout, weights } = apply('t |> attentive');
    expectValues(readout('z'), attend(weights('query')));
  });
});
