/** The values that a statistic is taken over, one row for each sample that has one. */
export interface FitRows {
  readonly count: number;
  /** Entries of a row. */
  readonly size: number;
  /** May be given in an array that is used again. */
  readonly row: (index: number) => Float64Array | Float32Array;
}
