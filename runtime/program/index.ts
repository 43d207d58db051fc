/** The format every reader of a compiled model shares. */
export * from './bind/index.ts';
export * from './circuit.ts';
export * from './condition.ts';
export * from './every-circuit.ts';
export * from './execution.ts';
export * from './gate-name.ts';
export * from './measurement.ts';
export * from './late.ts';
export * from './node.ts';
export * from './optimizer.ts';
export * from './problem.ts';
export * from './program.ts';
export * from './run.ts';
export * from './sources.ts';
export * from './suited.ts';
export * from './trained.ts';
export * as exact from './exact.ts';
export type { Exact } from './exact.ts';
