/** Runs circuits on batches, forward and backward. */
export { createSimulator } from './create.ts';
export { memoryNeeded } from './estimate.ts';
export { describePlan } from './plan/describe.ts';
export { type Cost, planCost } from './plan/cost.ts';
export { type Plan, readoutSize } from './plan/plan.ts';
export { planCircuit, type PlanOptions } from './plan/build.ts';
export type { Simulator, SimulatorOptions } from './simulator.ts';
