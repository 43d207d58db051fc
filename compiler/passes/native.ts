import type { Affine, Circuit, Measurement } from '../../runtime/program/index.ts';

/** A circuit in the words of a machine: what is left to do is to print it. */
export interface NativeCircuit {
  /** Of the machine, used or not. */
  readonly qubits: number;
  readonly operations: readonly NativeOperation[];
  readonly leaves: Circuit['leaves'];
  readonly measurements: readonly Measurement[];
}

export interface NativeOperation {
  readonly name: NativeName;
  readonly qubits: readonly number[];
  /** Of `rz` and `rx`. */
  readonly angle?: Affine;
  /** Index into `Program.origins`. */
  readonly origin: number;
}

export type NativeName = 'rz' | 'sx' | 'x' | 'rx' | 'cx' | 'cz' | 'ecr' | 'reset' | 'barrier';
