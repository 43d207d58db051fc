export { emitBraket, type BraketTask } from './emit.ts';
export { braketOptions } from './options.ts';
