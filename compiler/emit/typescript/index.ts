export { emitTypescript, type TypescriptModule } from './emit.ts';
export type { TypescriptOptions } from './options.ts';
