import type { RandomStream } from '../../data/random.ts';
import type { Circuit } from '../../program/index.ts';
import type { Ansatz } from '../ansatz.ts';
import { type CostKind, gradientVariance } from './gradient-variance.ts';
import { depthOf, firstLayers, onFirstQubits, usedLeaves } from './smaller.ts';
import { slopeOf } from './slope.ts';

export interface BarrenPlateau {
  /** Variance of a derivative by number of qubits, of circuits cut out of the first ones. */
  readonly byQubits: readonly VarianceAt[];
  /** The same by layers, on all qubits. */
  readonly byDepth: readonly VarianceAt[];
  /**
   * How much log2 of the variance changes with each qubit; undefined for fewer than two sizes. The local cost counts as
   * a sum over qubits here: that a mean over more of them is smaller is no plateau.
   */
  readonly slopes: Readonly<Partial<Record<CostKind, number>>>;
}

export interface VarianceAt {
  /** Qubits, or layers. */
  readonly at: number;
  readonly local: number;
  readonly global: number;
}

const DEPTHS = 6;

/**
 * Does the circuit's landscape flatten as it grows? Variances of derivatives over random weights of the circuit cut
 * to its first 2, 3, ... qubits, and to some of its layers; an exponential fall with the number of qubits is a barren
 * plateau (McClean et al. 2018, theorem 1). Global costs have one at any depth, local ones not in shallow circuits
 * (Cerezo et al. 2021).
 * @param draws of weights; all sizes see the same
 */
export function barrenPlateau(ansatz: Ansatz, draws: number, random: RandomStream): BarrenPlateau {
  const { circuit } = ansatz;
  const leaves = ansatz.draw(draws, random);
  const variances = (smaller: Circuit, at: number): VarianceAt[] => {
    const used = usedLeaves(smaller);
    const angles = ansatz.trained.filter((leaf) => used.has(leaf));
    if (angles.length === 0) return [];
    const local = gradientVariance(smaller, 'local', angles, leaves);
    return [{ at, local, global: gradientVariance(smaller, 'global', angles, leaves) }];
  };
  const depth = depthOf(circuit);
  const step = Math.max(1, depth / DEPTHS);
  const depths = [
    ...new Set(Array.from({ length: DEPTHS }, (_, k) => Math.round((k + 1) * step))),
  ].filter((layers) => layers <= depth);
  const byQubits = Array.from({ length: circuit.qubits.length }, (_, k) => k + 1)
    .slice(circuit.qubits.length > 1 ? 1 : 0)
    .flatMap((count) => variances(onFirstQubits(circuit, count), count));
  const slope = (kind: CostKind): number | undefined =>
    slopeOf(
      byQubits.flatMap((each) => {
        const scale = kind === 'local' ? each.at ** 2 : 1;
        return each[kind] > 0 ? [[each.at, Math.log2(scale * each[kind])] as const] : [];
      }),
    );
  const [local, global] = [slope('local'), slope('global')];
  return {
    byQubits,
    byDepth: depths.flatMap((layers) => variances(firstLayers(circuit, layers), layers)),
    slopes: {
      ...(local === undefined ? {} : { local }),
      ...(global === undefined ? {} : { global }),
    },
  };
}
