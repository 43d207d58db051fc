/** A training as one page: what came out, how it got there, and how to get it again. */
export type { EpochScores, ReportInput } from './input.ts';
export { reportPage } from './page.ts';
export { writeReport } from './write.ts';
