import { inverse, Matrix } from 'ml-matrix';
import { UserProblem } from '../../program/index.ts';
import type { Estimate } from '../results/counts.ts';

/** A value measured with the noise made stronger: `factor` 1 is the machine as it is. */
export interface NoisePoint extends Estimate {
  readonly factor: number;
}

/** `linear` is a polynomial of degree 1; `exponential` is `a exp(-b factor)`, which ends in 0. */
export type Extrapolator =
  | { readonly kind: 'linear' }
  | { readonly kind: 'polynomial'; readonly degree: number }
  | { readonly kind: 'exponential' };

/**
 * The value without noise: a curve through values of stronger and stronger noise, read off at factor 0 (Temme, Bravyi
 * and Gambetta 2017; Giurgica-Tiron et al. 2020). A weighted least squares fit; the standard error follows from those
 * of the points. Points without an error (0) count all the same.
 * @throws UserProblem `argument-invalid` for too few points
 */
export function extrapolate(points: readonly NoisePoint[], by: Extrapolator): Estimate {
  const parameters = by.kind === 'polynomial' ? by.degree + 1 : 2;
  const factors = new Set(points.map(({ factor }) => factor));
  if (factors.size < parameters) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `The ${by.kind} extrapolation needs ${parameters} noise factors, and ${factors.size} were measured: ${[...factors].join(', ')}.`,
      help: 'Measure more of them, for example 1, 3 and 5, or extrapolate along a straight line.',
    });
  }
  return by.kind === 'exponential' ? exponential(points) : polynomial(points, parameters);
}

function polynomial(points: readonly NoisePoint[], parameters: number): Estimate {
  const basis = points.map(({ factor }) =>
    Array.from({ length: parameters }, (_, power) => factor ** power),
  );
  const { coefficients, errors } = fit(points, basis);
  return { value: coefficients[0]!, error: errors[0]! };
}

/** The amplitude is linear, so only the decay is searched for: over a grid, then by halving around its best place. */
function exponential(points: readonly NoisePoint[]): Estimate {
  const curve = (decay: number): number[][] =>
    points.map(({ factor }) => [Math.exp(-decay * factor)]);
  const loss = (decay: number): number => fit(points, curve(decay)).loss;
  const grid = [0, ...Array.from({ length: 121 }, (_, k) => 10 ** (k / 20 - 5))];
  const losses = grid.map(loss);
  const best = losses.indexOf(Math.min(...losses));
  const decay = smallest(loss, grid[best - 1] ?? 0, grid[best + 1] ?? grid.at(-1)!);
  const amplitude = fit(points, curve(decay)).coefficients[0]!;
  // At factor 0 the value is the amplitude; its error counts that the decay was fitted too.
  const slopes = points.map(({ factor }) => {
    const fallen = Math.exp(-decay * factor);
    return [fallen, -amplitude * factor * fallen];
  });
  return { value: amplitude, error: covariance(points, slopes)[0]! };
}

function fit(
  points: readonly NoisePoint[],
  basis: readonly (readonly number[])[],
): { coefficients: number[]; errors: number[]; loss: number } {
  const weights = weightsOf(points);
  const rows = new Matrix(basis.map((row, k) => row.map((entry) => entry * weights[k]!)));
  const values = Matrix.columnVector(points.map(({ value }, k) => value * weights[k]!));
  const transposed = rows.transpose();
  const solved = inverse(transposed.mmul(rows), true).mmul(transposed.mmul(values));
  const left = Matrix.sub(rows.mmul(solved), values).to1DArray();
  return {
    coefficients: solved.to1DArray(),
    errors: covariance(points, basis),
    loss: left.reduce((sum, each) => sum + each ** 2, 0),
  };
}

/** Standard errors of the parameters of a fit with these derivatives. */
function covariance(
  points: readonly NoisePoint[],
  slopes: readonly (readonly number[])[],
): number[] {
  const weights = weightsOf(points);
  const rows = new Matrix(slopes.map((row, k) => row.map((entry) => entry * weights[k]!)));
  const transposed = rows.transpose();
  const solve = inverse(transposed.mmul(rows), true).mmul(transposed);
  return solve.to2DArray().map((row) => {
    const squares = row.map((entry, k) => (entry * weights[k]! * points[k]!.error) ** 2);
    return Math.sqrt(squares.reduce((sum, each) => sum + each, 0));
  });
}

/** One over the error; where a point has none, all count alike. */
function weightsOf(points: readonly NoisePoint[]): number[] {
  const known = points.every(({ error }) => error > 0 && Number.isFinite(error));
  const least = Math.min(...points.map(({ error }) => error));
  return points.map(({ error }) => (known ? least / error : 1));
}

/** By golden sections. */
function smallest(loss: (at: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [from, to] = [low, high];
  for (let round = 0; round < 100; round++) {
    const [left, right] = [to - golden * (to - from), from + golden * (to - from)];
    if (loss(left) <= loss(right)) to = right;
    else from = left;
  }
  return (from + to) / 2;
}
