import type { Circuit, Measurement } from '../../program/index.ts';
import { rowSimulator } from './states.ts';

/** What a circuit is trained for, in the two kinds that theory tells apart. */
export type CostKind = 'local' | 'global';

/** Rows differentiated at once. */
const CHUNK = 128;

/**
 * Variance over random weights of the derivative of a cost by some angles, mean over these (McClean et al. 2018). The
 * costs are those of Cerezo et al. 2021, equations 8 and 9, with the identity for `V`: local `1 - mean over qubits of
 * P(qubit reads 0)`, global `1 - P(all read 0)`.
 * @param angles leaves of the circuit, at least one
 * @param leaves with random weights, row-major `[rows, leaves]`
 */
export function gradientVariance(
  circuit: Circuit,
  kind: CostKind,
  angles: readonly number[],
  leaves: Float64Array,
): number {
  const simulator = rowSimulator(circuit, [readingOf(circuit, kind)]);
  const width = circuit.leaves.length;
  const draws = leaves.length / width;
  const [sums, squares] = [new Float64Array(width), new Float64Array(width)];
  const none = new Float64Array(0);
  for (let start = 0; start < draws; start += CHUNK) {
    const count = Math.min(CHUNK, draws - start);
    const rows = leaves.subarray(start * width, (start + count) * width);
    simulator.forward(none, rows, count, new Float64Array(count * simulator.outputs));
    const gradient = new Float64Array(count * width);
    simulator.backward(seedsOf(kind, count, simulator.outputs), count, none, gradient);
    for (let k = 0; k < gradient.length; k++) {
      sums[k % width]! += gradient[k]!;
      squares[k % width]! += gradient[k]! ** 2;
    }
  }
  const variances = angles.map((leaf) => squares[leaf]! / draws - (sums[leaf]! / draws) ** 2);
  return variances.reduce((sum, each) => sum + each, 0) / angles.length;
}

function readingOf({ qubits }: Circuit, kind: CostKind): Measurement {
  if (kind === 'global') return { kind: 'probabilities', qubits: qubits.map((_, qubit) => qubit) };
  return {
    kind: 'expectation',
    terms: qubits.map((_, qubit) => ({
      coefficient: -1 / (2 * qubits.length),
      factors: [{ qubit, pauli: 'Z' }],
    })),
  };
}

/** The constant of a cost has no derivative, so it is left out. */
function seedsOf(kind: CostKind, count: number, outputs: number): Float64Array {
  const seeds = new Float64Array(count * outputs);
  for (let row = 0; row < count; row++) seeds[row * outputs] = kind === 'global' ? -1 : 1;
  return seeds;
}
