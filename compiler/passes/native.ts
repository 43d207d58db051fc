import type { Affine, Bit, Circuit, Condition, Measurement } from '../../runtime/program/index.ts';
import type { Computed } from './canonical/computed.ts';

/** A circuit in the words of a machine: what is left to do is to print it. */
export interface NativeCircuit {
  /** Of the machine, used or not. */
  readonly qubits: number;
  readonly operations: readonly NativeOperation[];
  readonly leaves: Circuit['leaves'];
  /** Variables behind the leaves, which angles are affine forms of too; without slots there are none. */
  readonly computed?: readonly Computed[];
  readonly bits: readonly Bit[];
  readonly measurements: readonly Measurement[];
}

export interface NativeOperation {
  readonly name: NativeName;
  readonly qubits: readonly number[];
  /** Of `rz`, `rx`, `prx`, `rzz` and `zz`. */
  readonly angle?: Affine;
  /** Of `prx`, `gpi` and `gpi2`: the axis in the plane, from x towards y. */
  readonly axis?: Affine;
  /** Of `delay`, in nanoseconds. */
  readonly duration?: number;
  /** Of `measure`: an index into `bits`. */
  readonly bit?: number;
  /** Of operations in `if` on outcomes, outermost first. */
  readonly conditions?: readonly Condition[];
  /** Index into `Program.origins`. */
  readonly origin: number;
}

export type NativeName =
  | 'rz'
  | 'sx'
  | 'x'
  | 'rx'
  | 'prx'
  | 'gpi'
  | 'gpi2'
  | 'cx'
  | 'cz'
  | 'ecr'
  | 'rzz'
  | 'zz'
  | 'delay'
  | 'reset'
  | 'measure'
  | 'barrier';

/** In the order in which texts give them. */
export function anglesOf({ angle, axis }: NativeOperation): readonly Affine[] {
  return [angle, axis].filter((each) => each !== undefined);
}
