import type { Gate, GateName, Measurement, Pauli, PauliTerm } from '../program/index.ts';
import type { Angle } from './angle.ts';

/** A qubit by its number in the circuit. */
export type Qubit = number;

type OneQubit = 'x' | 'y' | 'z' | 'h' | 's' | 'sdg' | 't' | 'tdg' | 'sx' | 'sxdg';
type Rotation = 'rx' | 'ry' | 'rz' | 'p';
type Pair = 'swap' | 'iswap' | 'iswapdg';
type PairRotation = 'rxx' | 'ryy' | 'rzz';

/** Gates as in Qiskit: `rx(a) = exp(-i a X / 2)`, `p(a) = diag(1, e^{ia})`. */
export type Gates = Readonly<
  Record<OneQubit, (qubit: Qubit) => void> &
    Record<Rotation, (qubit: Qubit, angle: Angle | number) => void> &
    Record<Pair, (first: Qubit, second: Qubit) => void> &
    Record<PairRotation, (first: Qubit, second: Qubit, angle: Angle | number) => void>
> & {
  /** A global phase; with controls a relative one. */
  readonly phase: (angle: Angle | number) => void;
  readonly cx: (control: Qubit, target: Qubit) => void;
  readonly cz: (control: Qubit, target: Qubit) => void;
  /** Gates that act only where all of these are |1>. */
  readonly controlled: (...controls: Qubit[]) => Gates;
  /** The 2^n amplitudes of fresh qubits, first qubit most significant. */
  readonly prepare: (qubits: readonly Qubit[], amplitudes: readonly (Angle | number)[]) => void;
  readonly reset: (qubit: Qubit) => void;
  readonly barrier: (...qubits: Qubit[]) => void;
  /** The wire may be cut here. */
  readonly cut: (qubit: Qubit) => void;
};

/** A gate before its angles are interned. */
export type WrittenGate = Pick<Gate, 'name' | 'qubits' | 'controls'> & {
  readonly angles: readonly (Angle | number)[];
};

/** Functions that hand each gate to `write`. */
export function gatesInto(
  write: (gate: WrittenGate) => void,
  controls: readonly Qubit[] = [],
): Gates {
  const put = (name: GateName, qubits: readonly Qubit[], ...angles: (Angle | number)[]): void =>
    write({ name, qubits, controls, angles });
  const one = (name: OneQubit) => (qubit: Qubit) => put(name, [qubit]);
  const turn = (name: Rotation) => (qubit: Qubit, angle: Angle | number) =>
    put(name, [qubit], angle);
  const two = (name: Pair) => (first: Qubit, second: Qubit) => put(name, [first, second]);
  const both = (name: PairRotation) => (first: Qubit, second: Qubit, angle: Angle | number) =>
    put(name, [first, second], angle);
  const controlled = (...more: Qubit[]): Gates => gatesInto(write, [...controls, ...more]);
  return {
    x: one('x'),
    y: one('y'),
    z: one('z'),
    h: one('h'),
    s: one('s'),
    sdg: one('sdg'),
    t: one('t'),
    tdg: one('tdg'),
    sx: one('sx'),
    sxdg: one('sxdg'),
    rx: turn('rx'),
    ry: turn('ry'),
    rz: turn('rz'),
    p: turn('p'),
    swap: two('swap'),
    iswap: two('iswap'),
    iswapdg: two('iswapdg'),
    rxx: both('rxx'),
    ryy: both('ryy'),
    rzz: both('rzz'),
    phase: (angle) => put('phase', [], angle),
    cx: (control, target) => controlled(control).x(target),
    cz: (control, target) => controlled(control).z(target),
    controlled,
    prepare: (qubits, amplitudes) => put('prepare', qubits, ...amplitudes),
    reset: (qubit) => put('reset', [qubit]),
    barrier: (...qubits) => put('barrier', qubits),
    cut: (qubit) => put('cut', [qubit]),
  };
}

/** A weighted sum of Pauli words, whose expectation a circuit gives. */
export interface Observable {
  readonly kind: 'expectation';
  readonly terms: readonly PauliTerm[];
  plus(other: Observable): Observable;
  times(factor: number): Observable;
}

/** A Pauli word on some qubits, e.g. `pauli('ZZ', q(0), q(2))`; the empty word is the identity. */
export function pauli(word: string, ...qubits: Qubit[]): Observable {
  const factors = qubits.map((qubit, k) => ({ qubit, pauli: word[k] as Pauli }));
  return observable([{ coefficient: 1, factors: factors.sort((a, b) => a.qubit - b.qubit) }]);
}

/** The probabilities of all outcomes of some qubits, the first most significant. */
export function probabilities(...qubits: Qubit[]): Measurement {
  return { kind: 'probabilities', qubits };
}

/** The expectations of all 4^k Pauli words on some qubits: base-4 digits I X Y Z, the first qubit most significant. */
export function paulis(...qubits: Qubit[]): Measurement {
  return { kind: 'paulis', qubits };
}

/** Real and imaginary parts, in turn, of the 2^k amplitudes of all qubits of a circuit, the first most significant. */
export function amplitudes(...qubits: Qubit[]): Measurement {
  return { kind: 'amplitudes', qubits };
}

function observable(terms: readonly PauliTerm[]): Observable {
  return {
    kind: 'expectation',
    terms,
    plus: (other) => observable([...terms, ...other.terms]),
    times: (factor) =>
      observable(terms.map((term) => ({ ...term, coefficient: term.coefficient * factor }))),
  };
}
