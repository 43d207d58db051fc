import type { RandomStream } from '../../data/random.ts';
import { rowsAtOnce } from '../chunks.ts';
import { addSlope } from './add-slope.ts';
import { replaceAmplitudes, valueOf } from './amplitudes.ts';
import type { Gradient, GradientRequest } from './gradient.ts';
import { leafValues, runRows } from './rows.ts';
import type { Shifted, Terms } from './shiftable.ts';

/** How far an angle goes to both sides, in radians. */
const PERTURBATION = 0.2;

/**
 * Simultaneous perturbation (Spall 1992): all wanted leaves of a sample go along one random direction of signs, forth
 * and back, and the difference of the two losses is the estimate of each derivative. Each sample has a direction of its
 * own, so that a batch averages over them. The mean over directions is the gradient up to the square of the step.
 */
export function spsaGradient(request: GradientRequest, random: () => RandomStream): Gradient {
  const { order, shifted } = request;
  const steps = stepsOf(shifted);
  const leaves = [...steps.keys()];
  const estimator = request.estimate();
  const widest = Math.max(estimator.outputs, estimator.sampledLeaves);
  const most = rowsAtOnce(request.circuit, request.isNoisy, widest);
  const width = request.circuit.leaves.length;
  return (point, outputGradient, batch, shared, sampled) => {
    shared.fill(0);
    sampled.fill(0);
    const stream = random();
    /** How far each leaf of each sample goes, `[batch, width]`. */
    const moves = new Float64Array(batch * width);
    for (let sample = 0; sample < batch; sample++) {
      for (const leaf of leaves) {
        moves[sample * width + leaf] = (stream.uniform() < 0.5 ? -1 : 1) * steps.get(leaf)!;
      }
    }
    runRows({
      most,
      estimator,
      point,
      batch,
      rowsPerSample: 2,
      own: order.sampledCount,
      outputGradient,
      write: (sample, row, values, start) => {
        const side = row === 0 ? 1 : -1;
        const move = (terms: Terms): number => {
          let sum = 0;
          for (const { leaf, coefficient } of terms) {
            sum += coefficient * moves[sample * width + leaf]!;
          }
          return side * sum;
        };
        const leafValue = leafValues(point, order, sample);
        let weight = side;
        for (const each of shifted) weight *= shiftBy(each, move, leafValue, values, start);
        return weight;
      },
      read: (sample, _, loss) => {
        for (const leaf of leaves) {
          const slope = loss / (2 * moves[sample * width + leaf]!);
          addSlope(order, { shared, sampled }, sample, leaf, slope);
        }
      },
    });
  };
}

/** For each leaf how far it goes, so that no angle goes further than the perturbation by it. */
function stepsOf(shifted: readonly Shifted[]): ReadonlyMap<number, number> {
  const fastest = new Map<number, number>();
  for (const each of shifted) {
    const terms = each.kind === 'angle' ? each.terms : each.terms.flat();
    for (const { leaf, coefficient } of terms) {
      fastest.set(leaf, Math.max(fastest.get(leaf) ?? 0, Math.abs(coefficient)));
    }
  }
  return new Map([...fastest].map(([leaf, factor]) => [leaf, PERTURBATION / factor]));
}

/** @returns what expectations have to be multiplied with */
function shiftBy(
  shifted: Shifted,
  move: (terms: Terms) => number,
  leafValue: (leaf: number) => number,
  values: Float64Array,
  start: number,
): number {
  if (shifted.kind === 'angle') {
    values[start + shifted.leaf] = move(shifted.terms);
    return 1;
  }
  const loaded = shifted.amplitudes.map((form) => valueOf(form, leafValue));
  const wanted = loaded.map((value, i) => value + move(shifted.terms[i]!));
  return replaceAmplitudes(wanted, loaded, values, start + shifted.leaf);
}
