import type { OpenqasmProgram } from '../openqasm3/index.ts';

/** Some samples that share a circuit. */
export interface RuntimePub {
  /** Indices into the samples that were given, in the order of the pub's parameter values. */
  readonly samples: readonly number[];
  readonly circuit: OpenqasmProgram;
}
