import type { Value } from '../protocol.ts';

/** A task made ready. */
export interface Ready {
  /** Does the work once. @returns how often: some work comes only in bundles */
  readonly run: () => number | Promise<number>;
  /** Does the work once and tells what came out. */
  readonly evaluate: () => Value;
}
