import { isMarker } from '../program/index.ts';
import type { Circuit, Gate, Program } from '../program/index.ts';
import { withCircuits } from './with-circuits.ts';

/**
 * The Program without entanglement: every gate on two or more qubits is left out, those of encoders too. What is left
 * acts on each qubit alone, so that a product of small states would do the same (the "separable" models of Bowles,
 * Ahmed and Schuld 2024, arXiv:2403.07059).
 *
 * Swaps stay, which entangle nothing, and so does `prepare`, whose amplitudes are the data itself.
 */
export function separableTwin(program: Program): Program {
  return withCircuits(program, (circuit) => withoutEntanglers(circuit));
}

function withoutEntanglers(circuit: Circuit): Circuit {
  return { ...circuit, gates: circuit.gates.filter((gate) => !canEntangle(gate)) };
}

/** Can it entangle qubits that were not? */
export function canEntangle({ name, qubits, controls }: Gate): boolean {
  if (isMarker(name) || name === 'prepare' || name === 'measure' || name === 'reset') return false;
  if (name === 'swap' && controls.length === 0) return false;
  return qubits.length + controls.length > 1;
}
