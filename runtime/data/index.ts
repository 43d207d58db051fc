export { loadDataset } from './load.ts';
export type { LoadRequest } from './request.ts';
export type { Dataset, SplitRows } from './dataset.ts';
export { randomStream } from './random.ts';
export { SYNTHETIC_SOURCES } from './synthetic/catalogue.ts';
export { describeSynthetic } from './synthetic/describe.ts';
