import { requireFinite } from './matrices.ts';
import type { Kernel } from './matrices.ts';
import { minimiseInBox, rowsAmong } from './smo.ts';

/** Tells a number: `sum_j weights_j k(x, support_j) + offset`. */
export interface FittedSvr {
  /** Positions in the training list, rising. */
  readonly support: readonly number[];
  readonly weights: readonly number[];
  readonly offset: number;
}

/**
 * Support vector regression (Drucker et al. 1997; as libsvm's epsilon-SVR): what lies within `epsilon` of its truth
 * costs nothing, what lies beyond costs `c` a unit.
 *
 * Each sample has two members, one that pulls the curve up (weights from 0 to `c`) and one that pulls it down (from
 * `-c` to 0); at the optimum one of them is zero.
 *
 * @param options `c` above zero, `epsilon` not negative, in the unit of the truth.
 */
export function fitSvr(
  kernel: Kernel,
  truth: ArrayLike<number>,
  { c = 1, epsilon = 0.1 }: { readonly c?: number; readonly epsilon?: number } = {},
): FittedSvr {
  requireFinite(kernel);
  const { count } = kernel;
  const members = Array.from({ length: 2 * count }, (_, place) => place % count);
  const isUp = (place: number): boolean => place < count;
  const asked = Float64Array.from(
    members,
    (sample, place) => truth[sample]! + (isUp(place) ? -epsilon : epsilon),
  );
  const upper = Float64Array.from(members, (_, place) => (isUp(place) ? c : 0));
  const lower = Float64Array.from(members, (_, place) => (isUp(place) ? 0 : -c));
  const { weights, offset } = minimiseInBox(rowsAmong(kernel, members), asked, lower, upper);
  const both = Array.from(
    { length: count },
    (_, sample) => weights[sample]! + weights[sample + count]!,
  );
  const support = [...both.keys()].filter((sample) => both[sample] !== 0);
  return { support, weights: support.map((sample) => both[sample]!), offset };
}
