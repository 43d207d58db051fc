export { emitIonq, type IonqJob } from './emit.ts';
export type { IonqGate } from './gate.ts';
export { ionqOptions } from './options.ts';
