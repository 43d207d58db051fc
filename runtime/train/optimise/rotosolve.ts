import type { Trials } from './trials.ts';

/** Below this part of the loss a sinusoid is as good as flat. */
const FLAT = 1e-12;

/**
 * One sweep over all angles (Ostaszewski et al. 2021): the loss is a sinusoid of each, so three values tell where its
 * minimum is and how low, and the next angle starts from that. Asks about `2 n + 2` points, the first and the last
 * of which are where the weights stand.
 */
export function* rotosolveSweep(start: Float64Array): Trials {
  const point = start.slice();
  let { loss } = yield start;
  for (let i = 0; i < point.length; i++) {
    const angle = point[i]!;
    const { loss: above } = yield moved(point, i, angle + Math.PI / 2);
    const { loss: below } = yield moved(point, i, angle - Math.PI / 2);
    // The loss is `middle + sine * sin(d) + cosine * cos(d)` at the distance d from here.
    const middle = (above + below) / 2;
    const sine = (above - below) / 2;
    const cosine = loss - middle;
    const amplitude = Math.hypot(sine, cosine);
    if (amplitude <= FLAT * (1 + Math.abs(middle))) continue;
    point[i] = withinOneTurn(angle + Math.atan2(-sine, -cosine));
    loss = middle - amplitude;
  }
  yield point;
  return { point, isDone: false };
}

function moved(point: Float64Array, index: number, angle: number): Float64Array {
  return point.map((value, i) => (i === index ? angle : value));
}

/** The same angle in [-pi, pi]. */
function withinOneTurn(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
