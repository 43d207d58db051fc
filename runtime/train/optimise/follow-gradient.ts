import type { BatchOptimizer } from '../../program/index.ts';
import { adamStep } from './adam.ts';
import { adamwStep } from './adamw.ts';
import { memoryOf } from './memory.ts';
import type { Memory } from './memory.ts';
import { rmspropStep } from './rmsprop.ts';
import { sgdStep } from './sgd.ts';

export type GradientOptimizer = Exclude<BatchOptimizer, { readonly kind: 'spsa' }>;

/**
 * One update of `values` in place by the gradient of a batch.
 * @param gradients of `qng` the natural ones
 * @param factor what the schedule makes of the learning rate now
 */
export function followGradient(
  optimizer: GradientOptimizer,
  memory: Memory,
  values: Float64Array,
  gradients: Float64Array,
  factor: number,
): void {
  const rate = optimizer.rate * factor;
  switch (optimizer.kind) {
    case 'adam':
      adamStep(memoryOf(memory, 'adam', 'adamw'), values, gradients, rate);
      break;
    case 'adamw': {
      const averages = memoryOf(memory, 'adam', 'adamw');
      adamwStep(averages, values, gradients, rate, optimizer.decay);
      break;
    }
    case 'sgd':
      sgdStep(memoryOf(memory, 'sgd'), values, gradients, rate, optimizer.momentum);
      break;
    case 'qng':
      for (let i = 0; i < values.length; i++) values[i]! -= rate * gradients[i]!;
      break;
    case 'rmsprop':
      rmspropStep(memoryOf(memory, 'rmsprop'), values, gradients, rate, optimizer.smoothing);
  }
}
