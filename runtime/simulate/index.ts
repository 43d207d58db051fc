/** Runs circuits on batches, forward and backward; plans them, and tells what a plan costs. */
export {
  type AskedCircuit,
  type Asker,
  type Asking,
  createAsker,
  type Measure,
} from './asked/asker.ts';
export { countCircuits } from './count-circuits.ts';
export { createSimulator } from './create.ts';
export { chainsOf, largestState, memoryNeeded, secondsPlanned } from './estimate.ts';
export { executeCircuit } from './execute.ts';
export { drawBinomial } from './sampling/binomial.ts';
export { planCircuit } from './plan/build.ts';
export { simulatedQubits } from './limits.ts';
export { planCost } from './plan/cost.ts';
export { type CircuitDescription, describeCircuit } from './describe.ts';
export type { ChainSize } from './mps/size.ts';
export { type Truncation, worstTruncation } from './mps/truncation.ts';
export { describePlan, type PlanDescription, planSummary } from './plan/describe.ts';
