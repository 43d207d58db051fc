/** Training: from a run and its data to a run folder. */
export { train } from './train.ts';
export type { Progress, Scores, TrainRequest, TrainResult } from './progress.ts';
