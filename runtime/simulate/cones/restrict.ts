import type { Circuit, Gate, Measurement } from '../../program/circuit.ts';
import { moveMeasurement } from '../../program/measurement.ts';
import type { Cone } from './cone.ts';

/** A circuit of its own, made of some gates of another one. */
export interface Part {
  readonly circuit: Circuit;
  /** For each leaf of the part, its index in the whole. */
  readonly leaves: readonly number[];
}

/** @param gates those that the cone's indices count */
export function restrictCircuit(
  circuit: Circuit,
  gates: readonly Gate[],
  cone: Cone,
  measurements: readonly Measurement[],
): Part {
  const kept = cone.gates.map((index) => gates[index]!);
  const qubit = places(cone.qubits);
  const angles = sorted(kept.flatMap((gate) => gate.angles));
  const angle = places(angles);
  const leaves = sorted(angles.flatMap((i) => circuit.angles[i]!.terms.map(({ leaf }) => leaf)));
  const leaf = places(leaves);
  return {
    leaves,
    circuit: {
      qubits: cone.qubits.map((index) => circuit.qubits[index]!),
      leaves: leaves.map((index) => circuit.leaves[index]!),
      angles: angles.map((index) => {
        const { constant, terms } = circuit.angles[index]!;
        return { constant, terms: terms.map((term) => ({ ...term, leaf: leaf(term.leaf) })) };
      }),
      gates: kept.map((gate) => ({
        ...gate,
        qubits: gate.qubits.map(qubit),
        controls: gate.controls.map(qubit),
        angles: gate.angles.map(angle),
      })),
      measurements: measurements.map((measurement) => moveMeasurement(measurement, qubit)),
    },
  };
}

function places(list: readonly number[]): (index: number) => number {
  const map = new Map(list.map((index, place) => [index, place]));
  return (index) => map.get(index)!;
}

function sorted(list: readonly number[]): number[] {
  return [...new Set(list)].sort((a, b) => a - b);
}
