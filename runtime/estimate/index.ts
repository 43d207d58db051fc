/** What a run will take, told before it starts. */
export { estimateCost } from './cost.ts';
export { refuseBeyondMachine } from './refuse.ts';
export { planSteps, type StepPlan } from './plans.ts';
