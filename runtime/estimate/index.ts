/** What a run will take, told before it starts. */
export { type Cost, estimateCost } from './cost.ts';
