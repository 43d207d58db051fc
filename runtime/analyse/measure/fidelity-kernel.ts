import { Matrix } from 'ml-matrix';
import type { Ansatz } from '../ansatz.ts';
import type { Circuit } from '../../program/index.ts';
import { type Classes, type GramFacts, gramFacts, offDiagonal } from './gram-facts.ts';
import { onFirstQubits, usedLeaves } from './smaller.ts';
import { slopeOf } from './slope.ts';
import { createStateMaker, fidelity } from './states.ts';

/** A kernel of states is positive, so its least eigenvalue is below zero by rounding alone. */
export interface FidelityKernel extends GramFacts {
  readonly samples: number;
  /** Of pairs of Haar random states. */
  readonly haarVariance: number;
  /** Variance by number of qubits, of circuits cut out of the first ones. */
  readonly byQubits: readonly { readonly at: number; readonly variance: number }[];
  /** How much log2 of the variance changes with each qubit. */
  readonly slope?: number;
}

/** Pairs are these squared. */
const SAMPLES = 64;

/**
 * The kernel `k(x, y) = |<a(x)|a(y)>|^2` of the states that a circuit makes of samples, with the subject's weights:
 * its alignment with the classes (Cristianini et al. 2001), and whether its values concentrate, so that exponentially
 * many shots would be needed to tell them apart (Thanasilp et al. 2024, definition 1). Undefined where no feature
 * enters the circuit, or there are less than two samples.
 */
export function fidelityKernel(ansatz: Ansatz, classes?: Classes): FidelityKernel | undefined {
  const { circuit } = ansatz;
  const samples = Math.min(SAMPLES, ansatz.samples);
  const isEncoded = (smaller: Circuit): boolean =>
    [...usedLeaves(smaller)].some((leaf) => ansatz.varied.includes(leaf));
  if (!isEncoded(circuit) || samples < 2) return undefined;
  const gram = gramOf(circuit, ansatz.leaves, samples);
  const byQubits = circuit.qubits
    .map((_, k) => onFirstQubits(circuit, k + 1))
    .filter((smaller) => isEncoded(smaller))
    .map((smaller) => ({
      at: smaller.qubits.length,
      variance: offDiagonal(gramOf(smaller, ansatz.leaves, samples)).variance,
    }));
  const slope = slopeOf(
    byQubits.flatMap(({ at, variance }) =>
      variance > 0 ? [[at, Math.log2(variance)] as const] : [],
    ),
  );
  return {
    samples,
    ...gramFacts(gram, classes),
    haarVariance: haarVarianceOf(circuit.qubits.length),
    byQubits,
    ...(slope === undefined ? {} : { slope }),
  };
}

/** Variance of the fidelity of two Haar random states, `(N - 1) / (N^2 (N + 1))` with `N = 2^qubits`. */
export function haarVarianceOf(qubits: number): number {
  const dimension = 2 ** qubits;
  return (dimension - 1) / (dimension ** 2 * (dimension + 1));
}

function gramOf(circuit: Circuit, leaves: Float64Array, samples: number): Matrix {
  const maker = createStateMaker(circuit);
  const states = maker.states(leaves.subarray(0, samples * circuit.leaves.length));
  const gram = Matrix.eye(samples, samples);
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < i; j++) {
      const value = fidelity(states, maker.size, i, j);
      gram.set(i, j, value);
      gram.set(j, i, value);
    }
  }
  return gram;
}
