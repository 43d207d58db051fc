import type { FittedSolver } from '../solve/index.ts';

/** Samples that stand on the right of every pair. */
export interface Landmarks {
  readonly count: number;
  /** By node that pairs are made of: row-major `[count, size]`. */
  readonly values: ReadonlyMap<number, Float64Array>;
  /** By input that some of them lack: 1 where it is there. */
  readonly present: ReadonlyMap<string, Uint8Array>;
}

/** What was fitted after training, by node. */
export interface Late {
  readonly fits: ReadonlyMap<number, Float64Array>;
  readonly solved: ReadonlyMap<number, Solved>;
}

export const nothingLate: Late = { fits: new Map(), solved: new Map() };

/** What a solver came to on the training split. */
export interface Solved {
  readonly fitted: FittedSolver;
  /** The training samples that its kernel is asked about; null of a solver of features. */
  readonly landmarks: Landmarks | null;
}
