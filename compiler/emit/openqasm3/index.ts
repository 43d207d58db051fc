export { emitOpenqasm3, type OpenqasmOptions, type OpenqasmProgram } from './emit.ts';
export type { OpenqasmInput } from './inputs.ts';
export type { BitRegister, Observable } from './readout.ts';
