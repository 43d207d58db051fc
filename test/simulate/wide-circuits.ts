import type { Circuit, Gate, Measurement, Pauli } from '../../runtime/program/circuit.ts';
import { affine, circuitOf, gate, type Scenario } from './random-circuit.ts';

/** Expectation of one Pauli word. */
export function word(...factors: readonly (readonly [qubit: number, pauli: Pauli])[]): Measurement {
  return {
    kind: 'expectation',
    terms: [{ coefficient: 1, factors: factors.map(([qubit, pauli]) => ({ qubit, pauli })) }],
  };
}

/**
 * Layers of RY on all qubits, each with a leaf of its own, and a brick of RXX or CX between neighbours: a qubit after
 * `layers` layers depends on `2 * layers` others at most.
 */
export function brickCircuit(
  qubits: number,
  layers: number,
  measurements: readonly Measurement[],
): Circuit {
  const gates: Gate[] = [];
  let leaves = 0;
  for (let layer = 0; layer < layers; layer++) {
    for (let q = 0; q < qubits; q++) gates.push(gate('ry', [q], { angles: [leaves++] }));
    for (let q = layer % 2; q + 1 < qubits; q += 2) {
      if (q % 3 === 0) gates.push(gate('x', [q + 1], { controls: [q] }));
      else gates.push(gate('rxx', [q, q + 1], { angles: [leaves++] }));
    }
  }
  const angles = Array.from({ length: leaves }, (_, leaf) => affine(0, [[leaf, 1]]));
  return circuitOf(qubits, { leaves, angles, gates, measurements });
}

/** Numbers between -2 and 2 that look like nothing in particular. */
export function someNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => 2 * Math.sin(3.7 * i + 0.4 * i * i + 1));
}

/** One sample with a gradient for each output, each a number; every other leaf is shared. */
export function scenarioOf(circuit: Circuit, leaves: readonly number[]): Scenario {
  const outputs = circuit.measurements.length;
  return {
    circuit,
    sampled: leaves.map((_, leaf) => leaf % 2 === 0),
    batch: 1,
    leaves: [leaves],
    outputGradient: Float64Array.from(someNumbers(outputs)),
  };
}
