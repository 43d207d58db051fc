import type { Bit, Condition, GateName, Measurement, Qubit } from '../../runtime/program/index.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import type { Form } from './form.ts';
import { nothing, union } from './value.ts';

/** All qubits of a model and what happened to them so far. */
export interface QuantumState {
  readonly qubits: QubitRecord[];
  readonly bits: BitRecord[];
  readonly gates: PendingGate[];
  readonly readings: Reading[];
}

export interface QubitRecord extends Qubit {
  dropped: boolean;
  touched: boolean;
  /** Nothing acted on it yet, or since it was reset. */
  fresh: boolean;
  sources: ReadonlySet<string>;
  /** Where its register is declared. */
  readonly declared: Location;
}

export interface BitRecord {
  /** Null until a `let` names it. */
  name: Bit | null;
  /** Of the qubit, when it was measured. */
  readonly sources: ReadonlySet<string>;
}

export interface PendingGate {
  readonly name: GateName;
  readonly qubits: readonly number[];
  readonly controls: readonly number[];
  readonly angles: readonly Form[];
  readonly when: readonly string[];
  readonly origin: number;
  /** Of `measure`. */
  readonly bit?: number;
  readonly conditions?: readonly Condition[];
}

/** Something read out of the state as it is after the first `position` gates. */
export interface Reading {
  readonly position: number;
  readonly measurements: readonly Measurement[];
  /**
   * - `state`: all that can be said of some qubits; many numbers, so a circuit apart from that of values
   * - `whole`: the amplitudes of all qubits in the light cone, which nothing else can be read beside
   */
  readonly kind: 'value' | 'state' | 'whole';
  /** The dataflow node that holds the values. */
  readonly node: number;
}

/** Where gates go: the model's list, or a list that `control` or `inverse` wraps afterwards. */
export interface Sink {
  readonly gates: PendingGate[];
  /** Set inside `control` and `inverse`, where only unitary statements may stand. */
  readonly unitaryOnly: 'controlled' | 'inverted' | null;
}

export function createQuantumState(): QuantumState {
  return { qubits: [], bits: [], gates: [], readings: [] };
}

export function allocate(
  state: QuantumState,
  register: string,
  size: number,
  declared: Location,
): number[] {
  return Array.from({ length: size }, (_, index) => {
    state.qubits.push({
      register,
      index,
      dropped: false,
      touched: false,
      fresh: true,
      sources: nothing,
      declared,
    });
    return state.qubits.length - 1;
  });
}

export function allocateBit(state: QuantumState, sources: ReadonlySet<string>): number {
  return state.bits.push({ name: null, sources }) - 1;
}

/** Bits that were measured since the last call take this name, and count on from those that have it. */
export function nameBits(state: QuantumState, register: string): void {
  for (const bit of state.bits) {
    if (bit.name !== null) continue;
    const index = state.bits.filter(({ name }) => name?.register === register).length;
    bit.name = { register, index };
  }
}

/** Back in |0>, carrying nothing. */
export function refresh(state: QuantumState, id: number): void {
  const qubit = state.qubits[id]!;
  qubit.fresh = true;
  qubit.sources = nothing;
}

export function live(state: QuantumState, ids: readonly number[]): number[] {
  return ids.filter((id) => state.qubits[id]?.dropped === false);
}

export function sourcesOf(state: QuantumState, ids: readonly number[]): ReadonlySet<string> {
  return union(...ids.map((id) => state.qubits[id]?.sources ?? nothing));
}

/** Qubits that meet in a gate carry each other's sources from then on, and those of the gate's angles. */
export function spread(
  state: QuantumState,
  ids: readonly number[],
  angles: ReadonlySet<string>,
): void {
  const all = union(sourcesOf(state, ids), angles);
  for (const id of ids) {
    const qubit = state.qubits[id];
    if (!qubit) continue;
    qubit.sources = all;
    qubit.touched = true;
    qubit.fresh = false;
  }
}

const inverses: Partial<Record<GateName, GateName>> = {
  s: 'sdg',
  sdg: 's',
  t: 'tdg',
  tdg: 't',
  sx: 'sxdg',
  sxdg: 'sx',
  iswap: 'iswapdg',
  iswapdg: 'iswap',
};

export function inverseName(name: GateName): GateName {
  return inverses[name] ?? name;
}
