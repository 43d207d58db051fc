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

test('embedding: rows of a table, zeros where there is no word', () => {
  const { readout, weights } = outcomeOf(
    `model M {
  modality said: text(words: 3, vocabulary: 4)
  readout z = said |> embedding(2)
}`,
    { said: [2, -1, 0] },
  );
  const table = weights('table');
  expectValues(readout('z'), [table[4]!, table[5]!, 0, 0, table[0]!, table[1]!]);
});

describe('objectives', () => {
  const logits = [0.3, -1.2, 2];
  const loss = (objective: string): number =>
    outcomeOf(
      `model M {
  modality x: real[3]
  label c: class(3)
  label t: real[3]
  param w: real = 1
  objective ${objective}
}`,
      { x: logits.map((value) => value / weightAt(0)), c: [1], t: [0, 1, -0.5] },
    ).objective();
  const chances = softmax(logits);

  test('classify: minus the logarithm of the chance of the truth', () => {
    expect(loss('classify(w * x, c)')).toBeCloseTo(-Math.log(chances[1]!), 12);
  });

  test('brier: squared distance to the truth', () => {
    const wanted = chances[0]! ** 2 + (chances[1]! - 1) ** 2 + chances[2]! ** 2;
    expect(loss('brier(w * x, c)')).toBeCloseTo(wanted, 12);
  });

  test('focal: less for what is known', () => {
    const wanted = -((1 - chances[1]!) ** 2) * Math.log(chances[1]!);
    expect(loss('focal(w * x, c)')).toBeCloseTo(wanted, 12);
  });

  test('smoothed: a tenth of the truth spread over the classes', () => {
    const wanted = -0.9 * Math.log(chances[1]!) - 0.1 * mean(chances.map(Math.log));
    expect(loss('smoothed(w * x, c)')).toBeCloseTo(wanted, 12);
  });

  test('regress and absolute: squares and sizes of the differences', () => {
    const differences = [0.3, -2.2, 2.5];
    expect(loss('regress(w * x, t)')).toBeCloseTo(mean(differences.map((d) => d ** 2)), 12);
    expect(loss('absolute(w * x, t)')).toBeCloseTo(mean(differences.map(Math.abs)), 12);
  });

  test('compress: the chance that a trash qubit is not |0>', () => {
    const value = outcomeOf(
      `model M {
  modality x: real[2]
  register q
  param w: real = 1
  encode w * x into q with angle
  objective compress(q)
}`,
      { x: [0.4 / weightAt(0), 1.9 / weightAt(0)] },
    ).objective();
    expect(value).toBeCloseTo((Math.sin(0.2) ** 2 + Math.sin(0.95) ** 2) / 2, 12);
  });
});
