/** What circuits can be compiled for. */
export {
  COMMON_BASIS,
  neighbours,
  physicalNumber,
  type Calibration,
  type Device,
  type Edge,
} from './device.ts';
export {
  findTarget,
  listTargets,
  summarizeDevice,
  type Target,
  type TargetSummary,
} from './find.ts';
export { GENERATED_PATTERNS, generatedDevice } from './generated.ts';
export { LIBRARY_NAMES, libraryDevice } from './library.ts';
export { parseDevice } from './parse.ts';
