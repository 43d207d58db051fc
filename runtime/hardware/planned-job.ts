/** A job as it will be sent, and what its answers mean. Plain JSON. */
export interface PlannedJob {
  /** Its own among the jobs of a submission, e.g. `circuit-1-estimator`. */
  readonly name: string;
  /** Index into `Program.circuits`. */
  readonly circuit: number;
  /** A Runtime V2 primitive, or what tells outcomes only: IBM's executor, a task of Amazon Braket. */
  readonly program: 'estimator' | 'sampler' | 'executor' | 'braket';
  /** In the order of the body's pubs, or of the executor's items, or of a task's executions. */
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
  /** Of what tells outcomes only. */
  readonly outcomes?: PlannedOutcomes | undefined;
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

/** What the bits of a shot say of the circuit's numbers; further pubs, in other bases, add to the same numbers. */
export interface PlannedOutcomes {
  /** The machine's qubit behind bit 0, bit 1, ... */
  readonly qubits: readonly number[];
  /** The mean of `coefficient * (-1)^(sum of the bits)` is part of a number. */
  readonly words: readonly {
    readonly measurement: number;
    readonly element: number;
    readonly coefficient: number;
    readonly bits: readonly number[];
  }[];
  /** Bit 0 of an outcome's number first. */
  readonly probabilities: readonly {
    readonly measurement: number;
    readonly bits: readonly number[];
  }[];
}
