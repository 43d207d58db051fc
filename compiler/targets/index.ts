/** What circuits can be compiled for. */
export { neighbours, type Device } from './device.ts';
export { findTarget, listTargets, type Target } from './find.ts';
export { GENERATED_PATTERNS, generatedDevice } from './generated.ts';
export { LIBRARY_NAMES, libraryDevice } from './library.ts';
export { parseDevice } from './parse.ts';
export { withBasis, withFractionalGates } from './variants.ts';
