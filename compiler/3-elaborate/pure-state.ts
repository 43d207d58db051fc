import { lightCone } from './light-cone.ts';
import type { QuantumState } from './quantum.ts';

/**
 * Are these qubits, as they are now, in a pure state of their own? They are where nothing else ever met them and
 * nothing was reset; a state that only happens to be pure counts as mixed.
 */
export function pureState({ gates }: QuantumState, qubits: readonly number[]): boolean {
  const cone = lightCone(gates, qubits);
  return (
    cone.qubits.size === new Set(qubits).size && cone.gates.every(({ name }) => name !== 'reset')
  );
}
