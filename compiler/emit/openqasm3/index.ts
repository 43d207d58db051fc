export { refuseAmplitudes } from './amplitudes.ts';
export { emitOpenqasm3, type OpenqasmOptions, type OpenqasmProgram } from './emit.ts';
export type { OpenqasmSlots } from './open.ts';
export { bindFile, type BindFile } from './bind-file.ts';
