/** What an optimiser is told of a point that it asked about. */
export interface Told {
  readonly loss: number;
  /** Zeros where the optimiser needs none. */
  readonly gradient: Float64Array;
}

export interface StepEnd {
  /** Where the weights stand now: the very array of one trial, or the one that the step began with. */
  readonly point: Float64Array;
  /** Can it do nothing more? */
  readonly isDone: boolean;
}

/**
 * A step of an optimiser that looks at the loss at points of its choice. It yields one after the other, is told, and
 * ends with the point that it moves to. Who runs it may take turns in between, or leave it in the middle: what it
 * remembers is then as good as lost, and has to be put back to what it was before.
 */
export type Trials = Generator<Float64Array, StepEnd, Told>;
