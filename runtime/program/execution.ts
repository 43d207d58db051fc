/** How the circuits of a run are executed: exactly, or as a machine would. Plain JSON. */
export interface Execution {
  /** Repetitions of each circuit that values are estimated from; null for exact values. */
  readonly shots: number | null;
  /** Null for a machine without errors. */
  readonly noise: NoiseModel | null;
  /** Of the drawn shots. */
  readonly seed: number;
}

/** So many are counted in 32 bits. */
export const MOST_SHOTS = 1_000_000_000;

/** Repetitions of each circuit on a machine where nobody says how many. */
export const MACHINE_SHOTS = 4096;

/**
 * - `adjoint`: one walk back through the states, exact; of the simulator only, and without shots
 * - `shift`: differences of values at shifted angles (Schuld et al. 2019), as a machine can do it
 * - `spsa`: differences along random directions (Spall 1992)
 */
export type GradientMethod = 'adjoint' | 'shift' | 'spsa';

/** What goes wrong after gates and at measurements; no names of devices are left in it. */
export interface NoiseModel {
  /** All that match act, in this order. */
  readonly gates: readonly GateNoise[];
  readonly readout: readonly ReadoutError[];
}

export interface GateNoise {
  /**
   * A gate by its name with controls (`cx`), all gates of a number of qubits (controls count), or all. Measurements and
   * resets are meant by name only.
   */
  readonly after: 'every' | 'one_qubit' | 'two_qubit' | { readonly gate: string };
  /** Only gates on exactly these, in any order; null for all. */
  readonly on: readonly QubitName[] | null;
  /** Acts on each of the gate's qubits, a `depolarize` on all of them together. */
  readonly channel: Channel;
  /** The only one of the gate's qubits that the channel acts on. */
  readonly qubit?: QubitName;
}

export interface QubitName {
  readonly register: string;
  readonly index: number;
}

export type Channel =
  /** With probability p the qubits' state is replaced by the maximally mixed one. */
  | { readonly kind: 'depolarize'; readonly probability: number }
  /** Z with probability p. */
  | { readonly kind: 'dephase'; readonly probability: number }
  /** X with probability p. */
  | { readonly kind: 'flip'; readonly probability: number }
  /** Amplitude damping: |1> decays to |0> with probability gamma. */
  | { readonly kind: 'damp'; readonly gamma: number }
  /** Phase damping with parameter lambda: coherences shrink by sqrt(1 - lambda). */
  | { readonly kind: 'phase_damp'; readonly lambda: number }
  /** Relaxation towards |0>; times in nanoseconds, `t2 <= 2 t1`. */
  | {
      readonly kind: 'thermal';
      readonly t1: number;
      readonly t2: number;
      readonly duration: number;
    };

export interface ReadoutError {
  /** Null for all qubits. */
  readonly on: QubitName | null;
  /** Probabilities to read 1 where there was 0, and 0 where there was 1. */
  readonly zeroAsOne: number;
  readonly oneAsZero: number;
}

/** The mean over all outcomes instead of those of some shots. */
export function withoutShots(execution: Execution): Execution {
  return { ...execution, shots: null };
}

export const EXACT: Execution = { shots: null, noise: null, seed: 0 };
