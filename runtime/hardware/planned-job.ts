/** A job of a Runtime V2 primitive as it will be sent, and what its answers mean. Plain JSON. */
export interface PlannedJob {
  /** Its own among the jobs of a submission, e.g. `circuit-1-estimator`. */
  readonly name: string;
  /** Index into `Program.circuits`. */
  readonly circuit: number;
  readonly program: 'estimator' | 'sampler';
  /** In the order of the body's pubs. */
  readonly pubs: readonly PlannedPub[];
}

/** Some samples that share a circuit. */
export interface PlannedPub {
  /** Indices into the samples of the submission, in the order of the pub's parameter values. */
  readonly samples: readonly number[];
  /** Is there a row of parameter values for each sample? Without, one answer is that of all of them. */
  readonly parametric: boolean;
  /** Of an estimator: which number each expectation is. */
  readonly observables: readonly {
    /** Index into `Circuit.measurements`, and which of that measurement's numbers. */
    readonly measurement: number;
    readonly element: number;
  }[];
  /** Of a sampler: the value of a register, read as a number, is the index into the measurement's probabilities. */
  readonly registers: readonly PlannedRegister[];
  /** Circuits that it executes: settings of the measured basis, for each row of values. */
  readonly circuits: number;
  /** Repetitions of each. */
  readonly shots: number;
}

export interface PlannedRegister {
  readonly measurement: number;
  readonly name: string;
  readonly size: number;
  /** The machine's qubit behind bit 0, bit 1, ... */
  readonly qubits: readonly number[];
}
