/** A training, a comparison, a sweep or an analysis as one page: what came out, how it got there, and how to get it again. */
export { analysisPage } from './analysis.ts';
export { comparisonPage } from './comparison.ts';
export { sweepPage } from './sweep.ts';
export type { EpochScores, ReportInput } from './input.ts';
export { reportPage } from './page.ts';
export { writeReport } from './write.ts';
