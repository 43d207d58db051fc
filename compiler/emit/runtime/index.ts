export {
  emitRuntime,
  type RuntimeBody,
  type RuntimeJob,
  type RuntimeJobOptions,
  type RuntimePub,
  type RuntimeSample,
} from './emit.ts';
export { decodeNdarray, encodeNdarray, type Ndarray, type TypedNdarray } from './ndarray.ts';
export type { RuntimeOptions } from './options.ts';
