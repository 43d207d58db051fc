import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Ansatz } from '../ansatz.ts';
import type { Circuit } from '../../program/index.ts';
import { onFirstQubits, usedLeaves } from './smaller.ts';
import { slopeOf } from './slope.ts';
import { createStateMaker, fidelity } from './states.ts';

export interface FidelityKernel {
  readonly samples: number;
  /** Kernel-target alignment off the diagonal, in [-1, 1]; undefined without classes. */
  readonly alignment?: number;
  /** Of the values off the diagonal. */
  readonly mean: number;
  readonly variance: number;
  /** Of pairs of Haar random states. */
  readonly haarVariance: number;
  /** The smallest eigenvalue; below zero by rounding alone, because a kernel of states is positive. */
  readonly leastEigenvalue: number;
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
 * @param classes of the samples in order, and how many there are
 */
export function fidelityKernel(
  ansatz: Ansatz,
  classes?: { readonly of: ArrayLike<number>; readonly count: number },
): FidelityKernel | undefined {
  const { circuit } = ansatz;
  const samples = Math.min(SAMPLES, ansatz.samples);
  const isEncoded = (smaller: Circuit): boolean =>
    [...usedLeaves(smaller)].some((leaf) => ansatz.varied.includes(leaf));
  if (!isEncoded(circuit) || samples < 2) return undefined;
  const gram = gramOf(circuit, ansatz.leaves, samples);
  const { realEigenvalues } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
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
    ...(classes ? { alignment: alignmentOf(gram, classes.of, classes.count) } : {}),
    ...offDiagonal(gram),
    haarVariance: haarVarianceOf(circuit.qubits.length),
    leastEigenvalue: Math.min(...realEigenvalues),
    byQubits,
    ...(slope === undefined ? {} : { slope }),
  };
}

/**
 * `<K, T> / (|K| |T|)` over pairs of different samples; T is 1 for two of one class and `-1 / (classes - 1)` for two of
 * different ones, as the objective `alignment` has it.
 */
export function alignmentOf(gram: Matrix, of: ArrayLike<number>, classes: number): number {
  const between = classes > 1 ? -1 / (classes - 1) : 1;
  let [product, ofKernel, ofTarget] = [0, 0, 0];
  for (let i = 0; i < gram.rows; i++) {
    for (let j = 0; j < gram.rows; j++) {
      if (i === j) continue;
      const wanted = of[i] === of[j] ? 1 : between;
      product += gram.get(i, j) * wanted;
      ofKernel += gram.get(i, j) ** 2;
      ofTarget += wanted ** 2;
    }
  }
  const norms = Math.sqrt(ofKernel * ofTarget);
  return norms === 0 ? 0 : product / norms;
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

function offDiagonal(gram: Matrix): { mean: number; variance: number } {
  const values: number[] = [];
  for (let i = 0; i < gram.rows; i++) for (let j = 0; j < i; j++) values.push(gram.get(i, j));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / values.length };
}
