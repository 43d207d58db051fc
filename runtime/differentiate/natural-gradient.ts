import { packParameters } from '../graph/packed.ts';
import { conjugateGradient } from './conjugate-gradient.ts';
import { createMetric, type MetricRequest } from './metric.ts';

/** Turns gradients of a batch into directions of steepest descent in the space of states. */
export interface NaturalGradient {
  /**
   * After forward and backward of the training step on `batch` samples: `(g + damping)^-1` times the gradient, for
   * the numbers that states depend on; the others (a linear head) keep their gradient.
   * @param gradient of all trained numbers end to end; not changed
   */
  direction(batch: number, gradient: Float64Array): Float64Array;
}

/** Enough for a direction: what remains is far below the noise of a batch. */
const LIMITS = { products: 64, tolerance: 1e-3 };

/** Quantum natural gradient (Stokes et al. 2020) with damping, by conjugate gradients (as Martens 2010). */
export function createNaturalGradient(request: MetricRequest, damping: number): NaturalGradient {
  const metric = createMetric(request);
  const all = packParameters(request.weights, request.trained);
  const reached = packParameters(request.weights, new Set(metric.parameters));
  const spread = new Float64Array(request.weights.values.length);
  return {
    direction(batch, gradient) {
      metric.look(batch);
      all.write(spread, gradient);
      const solved = conjugateGradient(
        (vector) => metric.times(vector).map((value, i) => value + damping * vector[i]!),
        reached.read(spread),
        LIMITS,
      );
      reached.write(spread, solved);
      return all.read(spread);
    },
  };
}
