export { computeFeature, createFeature } from './feature.ts';
export { fitStatistic } from './statistic.ts';
export type { StatisticRequest } from './statistic.ts';
export type { FitRows } from './fit-rows.ts';
