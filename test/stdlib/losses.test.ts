import { describe, expect, test } from 'vitest';
import { outcomeOf, weightAt } from './support.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const softmax = (values: readonly number[]): number[] => {
  const powers = values.map(Math.exp);
  return powers.map((power) => power / powers.reduce((a, b) => a + b, 0));
};

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
