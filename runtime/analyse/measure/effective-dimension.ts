import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { RandomStream } from '../../data/random.ts';
import { packParameters } from '../../graph/packed.ts';
import { createWeights } from '../../graph/weights.ts';
import { guessOf, parametersBehind } from '../../program/index.ts';
import type { Subject } from '../subject.ts';
import { classicalFisher, likelihoodTask } from './classical-fisher.ts';
import { drawWeights } from '../draw-weights.ts';

export interface EffectiveDimension {
  readonly numbers: number;
  /** Training samples that the dimension is told for. */
  readonly samples: number;
  /** Over the whole space of weights, and its share of `numbers`. */
  readonly global: number;
  readonly normalised: number;
  /** With the Fisher information at the subject's own weights alone. */
  readonly local: number;
}

/** Weights drawn, samples looked at in each, and the most numbers whose determinants are a matter of seconds. */
const DRAWS = 16;
const SAMPLES = 24;
const MOST_NUMBERS = 200;

/**
 * Effective dimension of Abbas et al. 2021 (equation 2): how many directions of the weights the answers tell apart
 * with so many samples. Undefined where the model gives no answer with a likelihood, or has too many numbers.
 * @param samples of the training data, more than a few: the logarithm of `n / (2 pi log n)` divides
 */
export function effectiveDimension(
  subject: Subject,
  samples: number,
  random: RandomStream,
): EffectiveDimension | undefined {
  const task = likelihoodTask(subject);
  if (!task) return undefined;
  const numbers = new Set(parametersBehind(subject.program, guessOf(task)));
  const { length } = packParameters(subject.weights, numbers);
  if (length === 0 || length > MOST_NUMBERS || samples < 20) return undefined;
  const looked = Math.min(SAMPLES, subject.rows.length);
  const weights = createWeights(subject.program);
  const drawn = Array.from({ length: DRAWS }, () => {
    drawWeights(subject.program, random, weights);
    return classicalFisher(subject, task, weights, numbers, looked);
  });
  weights.values.set(subject.weights.values);
  const here = classicalFisher(subject, task, weights, numbers, looked);
  const global = dimensionOf(drawn, samples);
  return {
    numbers: length,
    samples,
    global,
    normalised: global / length,
    local: dimensionOf([here], samples),
  };
}

/**
 * `d = 2 log(mean of sqrt(det(1 + k F))) / log(k)` with `k = n / (2 pi log n)` and the Fisher information scaled so
 * that its mean trace is the number of weights (Abbas et al. 2021, equations 2 and 3 with gamma = 1).
 * @param matrices at weights that are uniform over their space
 * @param samples `n`
 */
export function dimensionOf(matrices: readonly Matrix[], samples: number): number {
  const k = samples / (2 * Math.PI * Math.log(samples));
  const size = matrices[0]!.rows;
  const trace = matrices.reduce((sum, matrix) => sum + matrix.trace(), 0) / matrices.length;
  if (!(trace > 0)) return 0;
  const halves = matrices.map((matrix) => {
    const { realEigenvalues } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
    return realEigenvalues.reduce(
      (sum, value) => sum + 0.5 * Math.log1p((k * size * Math.max(0, value)) / trace),
      0,
    );
  });
  const most = Math.max(...halves);
  const mean = halves.reduce((sum, half) => sum + Math.exp(half - most), 0) / halves.length;
  return (2 * (most + Math.log(mean))) / Math.log(k);
}
