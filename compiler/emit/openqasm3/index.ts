export { refuseAmplitudes } from './amplitudes.ts';
export { emitOpenqasm3, type OpenqasmOptions, type OpenqasmProgram } from './emit.ts';
