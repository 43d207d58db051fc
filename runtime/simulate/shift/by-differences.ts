import type { RandomStream } from '../../data/random.ts';
import type { GradientMethod } from '../../program/execution.ts';
import { orderLeaves } from '../run/leaves.ts';
import type { Estimator, Simulator } from '../simulator.ts';
import { type Gradient, type GradientRequest, whenAsked } from './gradient.ts';
import type { Point } from './rows.ts';
import { shiftGradient } from './shift-gradient.ts';
import { spsaGradient } from './spsa-gradient.ts';

export interface DifferencesRequest extends Omit<GradientRequest, 'order'> {
  /** For each of the circuit's own leaves: does it have a value per sample? */
  readonly sampled: readonly boolean[];
}

/**
 * Something that tells values, with derivatives from differences of values at the point of the last `forward`.
 * @param request made when a derivative is first asked for
 */
export function byDifferences(
  values: Estimator,
  request: () => DifferencesRequest,
  method: GradientMethod,
  random: () => RandomStream,
): Simulator {
  const differentiate = whenAsked(() => gradientOf(request(), method, random));
  let last: (Point & { readonly batch: number }) | undefined;
  return {
    ...values,
    forward: (shared, sampled, batch, out) => {
      last = { shared: shared.slice(), sampled: sampled.slice(), batch };
      values.forward(shared, sampled, batch, out);
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      if (last?.batch !== batch) {
        throw new Error(`backward of ${batch} samples after forward of ${last?.batch ?? 'none'}`);
      }
      differentiate(last, outputGradient, batch, sharedGradient, sampledGradient);
    },
  };
}

function gradientOf(
  request: DifferencesRequest,
  method: GradientMethod,
  random: () => RandomStream,
): Gradient {
  if (request.shifted.length === 0) return nothingMoves;
  const ordered = { ...request, order: orderLeaves(request.sampled) };
  switch (method) {
    case 'shift':
      return shiftGradient(ordered);
    case 'spsa':
      return spsaGradient(ordered, random);
    case 'adjoint':
      throw new Error('there is no state to walk back from after shots');
  }
}

const nothingMoves: Gradient = (_, __, ___, sharedGradient, sampledGradient) => {
  sharedGradient.fill(0);
  sampledGradient.fill(0);
};
