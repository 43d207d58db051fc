import type { Circuit } from '../program/circuit.ts';
import type { Execution, GradientMethod } from '../program/execution.ts';
import { planSettings } from './sampling/settings.ts';
import { makeShiftable } from './shift/shiftable.ts';
import { shiftRows } from './shift/shift-rows.ts';

/** Circuits that a machine runs for one sample, each with all its shots. */
export interface CircuitCount {
  /** For the values: one for each group of measurements that can be made at once. */
  readonly values: number;
  /** For the gradient besides. */
  readonly gradient: number;
}

interface Method {
  readonly execution: Pick<Execution, 'noise'>;
  readonly gradient: GradientMethod;
}

/** @param wanted for each leaf: is its derivative asked for? */
export function countCircuits(
  circuit: Circuit,
  wanted: readonly boolean[],
  { execution, gradient }: Method,
): CircuitCount {
  // Overlaps are counted pair by pair, and by nobody differentiated.
  if (circuit.measurements.some(({ kind }) => kind === 'amplitudes')) {
    return { values: 0, gradient: 0 };
  }
  const values = planSettings(circuit.measurements, circuit.qubits.length).settings.length;
  const { shifted } = makeShiftable(circuit, {
    wanted: (leaf) => wanted[leaf]!,
    present: () => true,
    isNoisy: execution.noise !== null,
  });
  const variants =
    gradient === 'spsa' ? Math.min(2, shifted.length * 2) : shiftRows(shifted).length;
  return { values, gradient: gradient === 'adjoint' ? 0 : values * variants };
}
