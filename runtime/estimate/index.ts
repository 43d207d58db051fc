/** What a run will take, told before it starts. */
export { estimateCost } from './cost.ts';
export { type MachineCost, machineCost } from './machine-cost.ts';
export { refuseBeyondMachine } from './refuse.ts';
export { trainedCircuits } from './trained-circuits.ts';
export { planSteps, type StepPlan } from './plans.ts';
