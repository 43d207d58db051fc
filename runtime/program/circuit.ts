import type { Condition } from './condition.ts';
import type { Exact } from './exact.ts';

/**
 * A symbolic circuit: gates over qubits, with angles that are affine forms over leaves.
 *
 * All qubits start in |0>. The last axis conventions are those of language.md: in `probabilities` the first listed
 * qubit is the most significant binary digit.
 */
export interface Circuit {
  readonly qubits: readonly Qubit[];
  /** Scalars that angles are made of; each is one element of one node of the Program's dataflow graph. */
  readonly leaves: readonly Leaf[];
  /** Interned: equal forms have one index. */
  readonly angles: readonly Affine[];
  readonly gates: readonly Gate[];
  /** What `measure` writes and conditions read; without measurements on the way there are none. */
  readonly bits?: readonly Bit[];
  /** What is read out; the circuit's value is the concatenation of their values. */
  readonly measurements: readonly Measurement[];
}

export interface Qubit {
  readonly register: string;
  /** Position in its register as declared. */
  readonly index: number;
}

/** The outcome of one measurement. It is written by one `measure` at most, and 0 where that has not acted. */
export interface Bit {
  /** The name the source gives to the outcome. */
  readonly register: string;
  /** Counts the bits of that name. */
  readonly index: number;
}

export interface Leaf {
  /** Index into `Program.nodes`; the node's rate is `shared` (weights) or `sample` (features). */
  readonly node: number;
  /** Flat row-major element of that node's value. */
  readonly element: number;
}

/** `constant + sum(coefficient_i * leaf_i)`, leaves in ascending order, no zero coefficient. */
export interface Affine {
  readonly constant: Exact;
  readonly terms: readonly { readonly leaf: number; readonly coefficient: Exact }[];
}

/**
 * Gate names without their controls: `cx` is `x` with one control, `ccx` with two, `crz` is `rz` with one.
 *
 * Matrices as in Qiskit: `rx(a) = exp(-i a X / 2)`, `rzz(a) = exp(-i a ZZ / 2)`, `p(a) = diag(1, e^{ia})`,
 * `phase(a)` is a global phase `e^{ia}` (on no qubit; with controls it is a relative one).
 */
export type GateName =
  | 'x'
  | 'y'
  | 'z'
  | 'h'
  | 's'
  | 'sdg'
  | 't'
  | 'tdg'
  | 'sx'
  | 'sxdg'
  | 'rx'
  | 'ry'
  | 'rz'
  | 'p'
  | 'phase'
  | 'swap'
  | 'iswap'
  | 'iswapdg'
  | 'rxx'
  | 'ryy'
  | 'rzz'
  /** `angles` are the 2^n amplitudes (a unit vector), first qubit most significant; its qubits are fresh. */
  | 'prepare'
  | 'reset'
  /** Reads its qubit into `bit`; from there on the qubit is a mixture of |0> and |1>. */
  | 'measure'
  | Marker;

/** Marks that do nothing to the state: no pass moves gates across a `barrier`, a wire may be cut at a `cut`. */
export type Marker = 'barrier' | 'cut';

export function isMarker(name: GateName): name is Marker {
  return name === 'barrier' || name === 'cut';
}

export interface Gate {
  readonly name: GateName;
  /** Target qubits, in the order of the gate's definition. */
  readonly qubits: readonly number[];
  /** Acts only where all of these are |1>. */
  readonly controls: readonly number[];
  /** Indices into `Circuit.angles`. */
  readonly angles: readonly number[];
  /** Modalities that must be present in a sample for this gate to act on it (it came from an `encode` of them). */
  readonly when: readonly string[];
  /** Of `measure`: where the outcome goes, an index into `Circuit.bits`. */
  readonly bit?: number;
  /** Of gates in `if` on outcomes, outermost first: it acts where all of them hold. Their bits are written before. */
  readonly conditions?: readonly Condition[];
  /** Index into `Program.origins`. */
  readonly origin: number;
}

export type Pauli = 'X' | 'Y' | 'Z';

export interface PauliTerm {
  readonly coefficient: number;
  /** Ascending qubits; empty for the identity. */
  readonly factors: readonly { readonly qubit: number; readonly pauli: Pauli }[];
}

export type Measurement =
  /** One number: the expectation of a Pauli polynomial. */
  | { readonly kind: 'expectation'; readonly terms: readonly PauliTerm[] }
  /** `2^k` numbers. */
  | { readonly kind: 'probabilities'; readonly qubits: readonly number[] }
  /**
   * `4^k` numbers: the expectation of each Pauli word, that of the identity (1) among them. A word's index has the
   * base-4 digits I X Y Z, the first listed qubit most significant.
   */
  | { readonly kind: 'paulis'; readonly qubits: readonly number[] }
  /**
   * `2 * 2^k` numbers: real and imaginary part of each amplitude in turn, indexed as probabilities are. The qubits are
   * all of the circuit's, no gate is a `reset` or `measure`, and nothing else is read: the state is pure. Its global
   * phase is arbitrary, but a smooth function of the angles.
   */
  | { readonly kind: 'amplitudes'; readonly qubits: readonly number[] };

/** Whether something depends on outcomes or starts over on the way: then one statevector does not tell all. */
export function isDynamic(circuit: Circuit): boolean {
  return circuit.gates.some(
    ({ name, conditions }) => name === 'measure' || name === 'reset' || conditions !== undefined,
  );
}
