export { emitRuntime, type RuntimeJob, type RuntimeSample } from './emit.ts';
export { encodeNdarray, type TypedNdarray } from './ndarray.ts';
