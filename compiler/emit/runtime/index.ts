export type { SampleValues as RuntimeSample } from '../sample-groups.ts';
export { emitRuntime, type RuntimeJob } from './emit.ts';
export type { SlottedProgram } from './pub.ts';
export { encodeNdarray, type TypedNdarray } from './ndarray.ts';
export { emitExecutor, type ExecutorJob } from './executor.ts';
export { jobOptions } from './job-options.ts';
export { runtimeOptions } from './options.ts';
export { mitigationOptions } from './mitigation-options.ts';
