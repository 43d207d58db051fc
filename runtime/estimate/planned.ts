import type { Circuit } from '../program/index.ts';
import { secondsPlanned } from '../simulate/index.ts';
import type { StepOptions } from './step.ts';

/**
 * About how many seconds a step takes, told from its plan, which takes less than a step; null where no plan says it:
 * with noise, from shots, by differences, and of matrix product states.
 */
export function plannedSeconds(circuit: Circuit, options: StepOptions): number | null {
  const { batch: samples, sampled, precision, differentiate, gradient, execution } = options;
  if (execution.noise !== null || execution.shots !== null || gradient !== 'adjoint') return null;
  return secondsPlanned(circuit, sampled, { samples, precision, differentiate }) ?? null;
}
