import type { Circuit } from '../../program/index.ts';

/** The circuit on its first `count` qubits: gates that reach another one are left out. */
export function onFirstQubits(circuit: Circuit, count: number): Circuit {
  return {
    ...circuit,
    qubits: circuit.qubits.slice(0, count),
    gates: circuit.gates.filter((gate) =>
      [...gate.qubits, ...gate.controls].every((qubit) => qubit < count),
    ),
    measurements: [],
  };
}

/** The circuit's first `count` layers; a layer is what can act at once. */
export function firstLayers(circuit: Circuit, count: number): Circuit {
  const layers = layersOf(circuit);
  return { ...circuit, gates: circuit.gates.filter((_, gate) => layers[gate]! <= count) };
}

/** How many layers a circuit has. */
export function depthOf(circuit: Circuit): number {
  return Math.max(0, ...layersOf(circuit));
}

/** Leaves that some gate's angle is made of, in ascending order. */
export function usedLeaves({ gates, angles }: Circuit): ReadonlySet<number> {
  return new Set(
    gates.flatMap((gate) =>
      gate.angles.flatMap((angle) => angles[angle]!.terms.map(({ leaf }) => leaf)),
    ),
  );
}

/** For each gate the layer it is in, counted from 1. */
function layersOf({ qubits, gates }: Circuit): number[] {
  const reached = qubits.map(() => 0);
  return gates.map((gate) => {
    const own = [...gate.qubits, ...gate.controls];
    const layer = 1 + Math.max(0, ...own.map((qubit) => reached[qubit]!));
    for (const qubit of own) reached[qubit] = layer;
    return layer;
  });
}
