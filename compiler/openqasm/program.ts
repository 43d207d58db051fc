import type { Span } from '../../grammar/tree.ts';
import type { Affine, GateName } from '../../runtime/program/index.ts';

/**
 * What an OpenQASM program means, with gate definitions, loops, aliases and modifiers unfolded.
 *
 * Qubits are counted over all registers, in their order. In angles, `leaf` is an index into `inputs`.
 */
export interface OpenqasmProgram {
  /** The file, as it was asked for. */
  readonly path: string;
  /** The file's name, or the gate's, as a name of the language: `borrowed_ansatz`. */
  readonly name: string;
  readonly registers: readonly OpenqasmRegister[];
  readonly bits: readonly OpenqasmRegister[];
  readonly inputs: readonly string[];
  readonly operations: readonly Operation[];
  /** Names of the gates that the file defines. */
  readonly gates: readonly string[];
}

export interface OpenqasmRegister {
  /** `$` for the qubits of a machine. */
  readonly name: string;
  /** Null for a single qubit or bit, declared without brackets. */
  readonly size: number | null;
  /** Its qubits or bits. */
  readonly members: readonly number[];
  readonly span: Span;
}

export type Operation = GateOperation | MeasureOperation;

/** A gate of the Program format, or its `reset` or `barrier`. */
export interface GateOperation {
  readonly kind: 'gate';
  readonly name: GateName;
  readonly qubits: readonly number[];
  readonly controls: readonly number[];
  readonly angles: readonly Affine[];
  readonly conditions: readonly Condition[];
  /** The statement of the program that asks for it. */
  readonly span: Span;
}

export interface MeasureOperation {
  readonly kind: 'measure';
  readonly qubit: number;
  /** Null where the outcome is thrown away. */
  readonly bit: number | null;
  readonly conditions: readonly Condition[];
  readonly span: Span;
}

/** Holds where these bits, the first the least significant, are (or are not) a number. */
export interface Condition {
  readonly bits: readonly number[];
  readonly value: number;
  readonly holds: 'equal' | 'unequal';
  /** It is asked for once, before the operation of this index. */
  readonly start: number;
}
