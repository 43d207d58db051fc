import { lightCone } from './light-cone.ts';
import type { PendingGate, QuantumState } from './quantum.ts';

/**
 * Are these qubits, as they are now, in a pure state of their own? They are where nothing else ever met them and
 * nothing was measured or reset; a state that only happens to be pure counts as mixed.
 */
export function pureState({ gates }: QuantumState, qubits: readonly number[]): boolean {
  const cone = lightCone(gates, qubits);
  return cone.qubits.size === new Set(qubits).size && cone.gates.every(keepsPure);
}

/** Whether a pure state stays pure: a measurement and a reset leave a mixture. */
export function keepsPure({ name }: PendingGate): boolean {
  return name !== 'reset' && name !== 'measure';
}
