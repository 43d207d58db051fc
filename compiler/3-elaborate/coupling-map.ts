import type { Coupling } from '../../runtime/program/index.ts';

/** A machine that `coupled(q)` takes edges from. */
export interface CouplingMap {
  readonly device: string;
  /** So many of its qubits that hang together; undefined where there are none. */
  region(qubits: number): Omit<Coupling, 'device'> | undefined;
}
