/** OpenQASM 2 and 3 as input: what a program means, as a circuit of the Program format or of the language. */
export type * from './program.ts';
export { nameOfFile, readOpenqasm, readOpenqasmGate } from './read.ts';
export { circuitDeclaration } from './declaration.ts';
export { toCircuit } from './to-circuit.ts';
export { toProgram } from './to-program.ts';
