import { columnMeans } from './column-means.ts';
import { requireFinite } from './matrices.ts';
import type { Features } from './matrices.ts';
import { minimiseConvex } from './newton.ts';
import type { Fitted } from './schema.ts';
import { softmaxLoss } from './softmax-loss.ts';

/** On each entry of the gradient of the mean loss. */
const TOLERANCE = 1e-10;

/**
 * Logistic regression over any number of classes: the mean cross-entropy of `softmax(W x + b)` plus the sum of squared
 * weights over `2 c count`; the intercepts are not penalised. Logits are those of scikit-learn's `LogisticRegression`;
 * for two classes it penalises the difference of the two rows of weights, and so does this, with logits `-z/2` and
 * `z/2` where scikit-learn has `z`.
 *
 * The intercepts of a class without a training sample fall until its probability no longer matters.
 *
 * @param truth By sample: its class, in `[0, classes)`.
 * @param options `c` above zero, 1 where it is left out: the smaller, the smoother.
 */
export function fitLogistic(
  features: Features,
  truth: ArrayLike<number>,
  { classes, c = 1 }: { readonly classes: number; readonly c?: number },
): Fitted<'logistic'> {
  requireFinite(features);
  const { count, size } = features;
  const centre = columnMeans(features);
  // The intercepts take the centre up, and without it they hardly depend on the weights.
  const values = features.values.map((value, place) => value - centre[place % size]!);
  const penalty = (classes === 2 ? 2 : 1) / (c * count);
  const loss = softmaxLoss({ count, size, values }, truth, classes, penalty);
  const found = minimiseConvex(classes * (size + 1), loss, TOLERANCE);
  const row = (index: number): Float64Array =>
    found.subarray(index * (size + 1), (index + 1) * (size + 1));
  const weights = Array.from({ length: classes }, (_, index) =>
    Array.from(row(index).subarray(0, size)),
  );
  const offsets = weights.map((factors, index) =>
    factors.reduce((sum, weight, entry) => sum - weight * centre[entry]!, row(index)[size]!),
  );
  return { kind: 'logistic', weights, offsets };
}
