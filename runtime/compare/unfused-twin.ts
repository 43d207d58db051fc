import type { Circuit, Program } from '../program/index.ts';
import { canEntangle } from './separable-twin.ts';
import { withCircuits } from './with-circuits.ts';

/**
 * The Program whose modalities meet in no gate: one between qubits that carry different modalities is left out. A
 * qubit carries the modalities that were encoded into it and those that a gate brought along. Where several are
 * encoded into the same qubits, they have met already and nothing takes them apart.
 */
export function unfusedTwin(program: Program): Program {
  return withCircuits(program, (circuit) => withoutFusion(circuit));
}

function withoutFusion(circuit: Circuit): Circuit {
  const carried = circuit.qubits.map(() => new Set<string>());
  const gates = circuit.gates.filter((gate) => {
    const qubits = [...gate.qubits, ...gate.controls];
    const all = new Set([...gate.when, ...qubits.flatMap((qubit) => [...carried[qubit]!])]);
    if (canEntangle(gate) && meet(qubits.map((qubit) => carried[qubit]!))) return false;
    if (gate.name === 'swap' && gate.controls.length === 0) {
      const [a, b] = gate.qubits as [number, number];
      [carried[a], carried[b]] = [carried[b]!, carried[a]!];
    } else for (const qubit of qubits) for (const name of all) carried[qubit]!.add(name);
    return true;
  });
  return { ...circuit, gates };
}

/** Do they carry something each, and not all the same? */
function meet(sets: readonly ReadonlySet<string>[]): boolean {
  const filled = sets.filter(({ size }) => size > 0);
  return filled.some((one) => filled.some((other) => [...one].some((name) => !other.has(name))));
}
