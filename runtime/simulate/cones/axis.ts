import type { Gate, Pauli } from '../../program/circuit.ts';

/**
 * A Pauli that an operator commutes with on one qubit for sure, since on that qubit it is made of it and the identity;
 * null where no such is known. Two operators with the same axis on each qubit that they share commute.
 */
export type Axis = Pauli | null;

/** Of a gate on one of its qubits. */
export function axisOf({ name, controls }: Gate, qubit: number): Axis {
  return controls.includes(qubit) ? 'Z' : AXES[name];
}

const AXES: Readonly<Record<Gate['name'], Axis>> = {
  x: 'X',
  rx: 'X',
  sx: 'X',
  sxdg: 'X',
  rxx: 'X',
  y: 'Y',
  ry: 'Y',
  ryy: 'Y',
  z: 'Z',
  s: 'Z',
  sdg: 'Z',
  t: 'Z',
  tdg: 'Z',
  rz: 'Z',
  p: 'Z',
  phase: 'Z',
  rzz: 'Z',
  h: null,
  swap: null,
  iswap: null,
  iswapdg: null,
  prepare: null,
  reset: null,
  measure: null,
  barrier: null,
  cut: null,
};
