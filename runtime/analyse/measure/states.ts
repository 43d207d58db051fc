import type { Circuit, Measurement } from '../../program/index.ts';
import { createSimulator } from '../../simulate/index.ts';
import type { Simulator } from '../../simulate/simulator.ts';

/** A circuit with other readouts, and with a value of its own for each leaf in each row of a batch. */
export function rowSimulator(circuit: Circuit, measurements: readonly Measurement[]): Simulator {
  return createSimulator(
    { ...circuit, measurements },
    { precision: 'f64', sampled: circuit.leaves.map(() => true), kernels: 'generic' },
  );
}

/** What makes states of rows of leaf values. */
export interface StateMaker {
  /** Amplitudes of a state: real and imaginary part in turn, the first qubit the most significant digit. */
  readonly size: number;
  /**
   * @param leaves row-major `[rows, leaves]`
   * @returns row-major `[rows, size]`
   */
  states(leaves: Float64Array): Float64Array;
}

export function createStateMaker(circuit: Circuit): StateMaker {
  const qubits = circuit.qubits.map((_, qubit) => qubit);
  const simulator = rowSimulator(circuit, [{ kind: 'amplitudes', qubits }]);
  const width = circuit.leaves.length;
  const size = 2 * 2 ** qubits.length;
  const none = new Float64Array(0);
  return {
    size,
    states(leaves) {
      const rows = width === 0 ? 1 : leaves.length / width;
      const out = new Float64Array(rows * size);
      simulator.forward(none, leaves, rows, out);
      return out;
    },
  };
}

/** `|<a|b>|^2` of two states in one array, by their positions. */
export function fidelity(states: Float64Array, size: number, a: number, b: number): number {
  let [re, im] = [0, 0];
  for (let k = 0; k < size; k += 2) {
    const [x, y] = [states[a * size + k]!, states[a * size + k + 1]!];
    const [u, v] = [states[b * size + k]!, states[b * size + k + 1]!];
    re += x * u + y * v;
    im += x * v - y * u;
  }
  return re * re + im * im;
}
