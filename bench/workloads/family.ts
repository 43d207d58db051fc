import type { Workload } from '../workload.ts';

/** Circuits of one kind, for any number of qubits and layers. */
export interface Family {
  readonly name: string;
  readonly build: (qubits: number, layers: number) => Workload;
  /**
   * Floating-point operations per amplitude that one layer takes forward in the best form we know, counted as
   * `planCost` does: 4 for a rotation with its cosine taken out (6 with it), 6 for a diagonal.
   */
  readonly best: (qubits: number) => number;
}
