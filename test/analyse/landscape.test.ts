import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { ansatzes } from '../../runtime/analyse/ansatz.ts';
import { barrenPlateau } from '../../runtime/analyse/measure/barren-plateau.ts';
import { classicalFisher, likelihoodTask } from '../../runtime/analyse/measure/classical-fisher.ts';
import {
  dimensionOf,
  effectiveDimension,
} from '../../runtime/analyse/measure/effective-dimension.ts';
import { objectiveVariance } from '../../runtime/analyse/measure/objective-variance.ts';
import { quantumFisher } from '../../runtime/analyse/measure/quantum-fisher.ts';
import { randomStream } from '../../runtime/data/random.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import { ansatzOf, modelOf, subjectOf } from './subject.ts';

const random = () => randomStream(5, 'test');

describe('the variance of gradients', () => {
  // Cerezo et al. 2021, proposition 1 and its discussion: one rotation a qubit, `Var = (3/8)^(n-1) / 8` and `1 / 8 n^2`.
  test('of a product of rotations is in closed form, and falls with qubits for a global cost', async () => {
    const ansatz = await ansatzOf(
      'register q[6]\n evolve q with turns\n objective sum(expect(Z(q)))',
      'circuit turns on a[n] { param w: angle[n]\n ry(w) a }',
    );
    const { byQubits, slopes } = barrenPlateau(ansatz, 4000, random());
    expect(byQubits.map(({ at }) => at)).toEqual([2, 3, 4, 5, 6]);
    for (const { at, local, global } of byQubits) {
      expect(local * 8 * at ** 2).toBeCloseTo(1, 1);
      expect((global * 8) / (3 / 8) ** (at - 1)).toBeGreaterThan(0.85);
      expect((global * 8) / (3 / 8) ** (at - 1)).toBeLessThan(1.15);
    }
    expect(Math.abs(slopes.local ?? NaN)).toBeLessThan(0.06);
    expect(Math.abs((slopes.global ?? NaN) - Math.log2(3 / 8))).toBeLessThan(0.06);
  });

  test("of the model's own objective is that of a sine for a rotation that is read", async () => {
    const subject = await subjectOf(
      modelOf(
        'register q[3]\n evolve q with turns\n objective 2 * sum(expect(Z(q)))',
        'circuit turns on a[n] { param w: angle[n]\n ry(w) a }',
      ),
    );
    // 2 cos w, so slopes of -2 sin w: their mean square is 2, from 300 of them.
    expect(Math.abs(objectiveVariance(subject, 100, random())! - 2)).toBeLessThan(0.2);
  });

  test('is told by layers too, up to the whole circuit', async () => {
    const ansatz = await ansatzOf(
      'register q[3]\n evolve q with strongly_entangling(layers: 4)\n objective sum(expect(Z(q)))',
    );
    const { byDepth, byQubits } = barrenPlateau(ansatz, 200, random());
    expect(byDepth.length).toBeGreaterThan(4);
    expect(byDepth.at(-1)?.local).toBe(byQubits.at(-1)?.local);
  });
});

describe('the quantum Fisher information', () => {
  const fisherOf = async (body: string, circuits: string) =>
    quantumFisher(await subjectOf(modelOf(`${body}\n objective sum(expect(Z(q)))`, circuits)));

  test('of a rotation of |0> about y is 1', async () => {
    const found = await fisherOf(
      'register q[1]\n evolve q with turn',
      'circuit turn on a[1] { param w: angle\n ry(w) a[0] }',
    );
    expect(found?.spectrum[0]).toBeCloseTo(1, 6);
    expect(found).toMatchObject({ numbers: 1, rank: 1, dead: [] });
  });

  test('has one direction for two turns about one axis, and names a weight that moves nothing', async () => {
    const found = await fisherOf(
      'register q[1]\n evolve q with turns',
      'circuit turns on a[1] { param w: angle[3]\n rz(w[0]) a[0]\n ry(w[1]) a[0]\n ry(w[2]) a[0] }',
    );
    expect(found?.spectrum[0]).toBeCloseTo(2, 5);
    expect(found).toMatchObject({ numbers: 3, rank: 1 });
    expect(found?.dead).toEqual([expect.stringMatching(/w\[0\]$/)]);
  });

  test('of rotations in front of a linear layer leaves the layer out', async () => {
    const subject = await subjectOf(
      modelOf(
        'register q[2]\n encode x into q[0] with angle\n evolve q with strongly_entangling(layers: 1)\n objective classify(expect(Z(q)) |> linear, kind)',
      ),
    );
    const found = quantumFisher(subject);
    expect(found?.numbers).toBe(6);
    // A real number of directions: no more than the states of two qubits have.
    expect(found?.rank).toBeLessThanOrEqual(6);
  });
});

describe('the effective dimension', () => {
  test('of a Fisher information that is the identity is that of all weights', () => {
    const samples = 1000;
    const k = samples / (2 * Math.PI * Math.log(samples));
    const wanted = (3 * Math.log1p(k)) / Math.log(k);
    expect(dimensionOf([Matrix.eye(3), Matrix.eye(3)], samples)).toBeCloseTo(wanted, 10);
    // One direction of three: the trace is shared by it alone.
    const one = Matrix.diag([1, 0, 0]);
    expect(dimensionOf([one], samples)).toBeCloseTo(Math.log1p(3 * k) / Math.log(k), 10);
  });

  test('averages determinants, not dimensions', () => {
    const samples = 200;
    const k = samples / (2 * Math.PI * Math.log(samples));
    const mean = (Math.sqrt(1 + 2 * k * 0.5) + Math.sqrt(1 + 2 * k * 0.5 * 3)) / 2;
    const scale = 2; // Traces of 1 and 3 have a mean of 2, and there is one weight.
    const wanted =
      (2 * Math.log((Math.sqrt(1 + k / scale) + Math.sqrt(1 + (3 * k) / scale)) / 2)) / Math.log(k);
    expect(mean).toBeGreaterThan(1);
    expect(dimensionOf([new Matrix([[1]]), new Matrix([[3]])], samples)).toBeCloseTo(wanted, 10);
  });

  test('of a linear classifier has the Fisher information of logistic regression', async () => {
    const subject = await subjectOf(modelOf('objective classify(stack(x, 2 * x) |> linear, kind)'));
    const task = likelihoodTask(subject)!;
    const weights = createWeights(subject.program);
    weights.values.set(subject.weights.values);
    const numbers = new Set(subject.program.parameters.keys());
    const found = classicalFisher(subject, task, weights, numbers, 5);
    const names = subject.program.parameters.map(({ path }) => path.at(-1));
    const values = (name: string): number[] => [
      ...weights.values.subarray(
        weights.offsets[names.indexOf(name)],
        weights.offsets[names.indexOf(name) + 1],
      ),
    ];
    const x = subject.columns.get('x')!.values;
    const [w, b] = [values('w'), values('b')];
    // p (1 - p) (+-1)(+-1) of the difference of two scores, for the two biases.
    const shares = [...subject.rows.slice(0, 5)].map((row) => {
      const score = (k: number): number =>
        w[2 * k]! * x[row]! + w[2 * k + 1]! * 2 * x[row]! + b[k]!;
      return 1 / (1 + Math.exp(score(0) - score(1)));
    });
    const wanted = shares.reduce((sum, p) => sum + p * (1 - p), 0) / 5;
    const at = weights.offsets[names.indexOf('b')]!;
    expect(found.get(at, at)).toBeCloseTo(wanted, 10);
    expect(found.get(at, at + 1)).toBeCloseTo(-wanted, 10);
    const known = effectiveDimension(subject, 500, random());
    // Scores that move together change no answer, and x and 2 x are one feature: two directions of six.
    expect(known?.numbers).toBe(6);
    expect(known?.global).toBeGreaterThan(1.5);
    expect(known?.global).toBeLessThan(3.2);
  });
});

test('circuits that measure on the way have no state to look at, and it is said why', async () => {
  const subject = await subjectOf(
    modelOf(
      'register q[2]\n evolve q with peek\n objective sum(expect(Z(q)))',
      'circuit peek on a[2] { param w: angle\n ry(w) a[0]\n let m = measure(a[0])\n if m { x a[1] } }',
    ),
  );
  const { ansatzes: found, left } = ansatzes(subject);
  expect(found).toEqual([]);
  expect(left).toEqual([
    { circuit: 'q', reason: expect.stringContaining('measures or resets') as string },
  ]);
});
