import type { OpenqasmProgram, OpenqasmSlots } from '../openqasm3/index.ts';

/** Some samples that share a circuit. */
export interface RuntimePub {
  /** Indices into the samples that were given, in the order of the pub's parameter values. */
  readonly samples: readonly number[];
  readonly circuit: SlottedProgram;
}

/** Its angles are slots, whose values a bind program gives. */
export type SlottedProgram = OpenqasmProgram & { readonly slots: OpenqasmSlots };
