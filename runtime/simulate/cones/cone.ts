import type { Gate } from '../../program/circuit.ts';
import { type Axis, axisOf } from './axis.ts';

/** What is left of a circuit when one value is asked for. */
export interface Cone {
  /** Indices of gates, ascending. */
  readonly gates: readonly number[];
  /** Ascending: those of the gates, and those that are measured. */
  readonly qubits: readonly number[];
}

/**
 * The gates that an observable depends on: it is pulled back through the circuit from the last gate to the first, and
 * what commutes with it then changes nothing.
 * @param gates unitary ones and `prepare`
 * @param observable the qubits that it acts on, each with its axis
 */
export function lightCone(gates: readonly Gate[], observable: ReadonlyMap<number, Axis>): Cone {
  const axes = new Map(observable);
  const qubits = new Set(observable.keys());
  const kept: number[] = [];
  for (let index = gates.length - 1; index >= 0; index--) {
    const gate = gates[index]!;
    const touched = gateQubits(gate);
    if (!touched.some((qubit) => axes.has(qubit) && isTurned(gate, qubit, axes.get(qubit)!))) {
      continue;
    }
    kept.push(index);
    for (const qubit of touched) qubits.add(qubit);
    if (gate.name === 'swap' && gate.controls.length === 0) {
      exchange(axes, gate.qubits[0]!, gate.qubits[1]!);
      continue;
    }
    for (const qubit of touched) {
      const own = axisOf(gate, qubit);
      axes.set(qubit, !axes.has(qubit) || axes.get(qubit) === own ? own : null);
    }
  }
  return { gates: kept.reverse(), qubits: [...qubits].sort((a, b) => a - b) };
}

export function gateQubits({ qubits, controls }: Gate): readonly number[] {
  return controls.length === 0 ? qubits : [...controls, ...qubits];
}

function isTurned(gate: Gate, qubit: number, axis: Axis): boolean {
  return axis === null || axis !== axisOf(gate, qubit);
}

function exchange(axes: Map<number, Axis>, a: number, b: number): void {
  const [first, second] = [axes.get(a), axes.get(b)];
  for (const [qubit, axis] of [
    [a, second],
    [b, first],
  ] as const) {
    if (axis === undefined) axes.delete(qubit);
    else axes.set(qubit, axis);
  }
}
