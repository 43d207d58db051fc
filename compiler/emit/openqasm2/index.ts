export { emitOpenqasm2, type Openqasm2Program } from './emit.ts';
