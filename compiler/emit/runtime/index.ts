export { emitRuntime, type RuntimeJob, type RuntimeSample } from './emit.ts';
export { decodeNdarray, encodeNdarray, type TypedNdarray } from './ndarray.ts';
