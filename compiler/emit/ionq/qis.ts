import {
  exact,
  isMarker,
  measuredQubits,
  type Circuit,
  type GateName,
} from '../../../runtime/program/index.ts';
import { decomposeGate } from '../../passes/decompose.ts';
import { rewrite } from '../../passes/rewrite.ts';
import type { IonqCircuit, IonqGate } from './gate.ts';

/** IonQ's names; `p` is a `rz` up to a global phase (IonQ API reference, "Writing quantum programs"). */
const NAMES: Readonly<Partial<Record<GateName, string>>> = {
  x: 'x',
  y: 'y',
  z: 'z',
  h: 'h',
  s: 's',
  sdg: 'si',
  t: 't',
  tdg: 'ti',
  sx: 'v',
  sxdg: 'vi',
  rx: 'rx',
  ry: 'ry',
  rz: 'rz',
  p: 'rz',
  swap: 'swap',
  rxx: 'xx',
  ryy: 'yy',
  rzz: 'zz',
};

/** Gates that may have controls, any number of them. */
const CONTROLLED: readonly GateName[] = ['x', 'y', 'z'];

/**
 * A circuit in IonQ's abstract gates, on its own qubits.
 *
 * Preserves what is measured; requires fixed angles, one readout, and nothing measured on the way.
 */
export function qisCircuit(source: Circuit): IonqCircuit {
  const circuit = rewrite(source, (gate, angles) => {
    const { name, controls } = gate;
    if (isMarker(name)) return [];
    const known = controls.length === 0 ? NAMES[name] !== undefined : CONTROLLED.includes(name);
    return known ? undefined : decomposeGate(gate, angles);
  });
  return {
    qubits: circuit.qubits.length,
    gates: circuit.gates.map(({ name, qubits, controls, angles }): IonqGate => {
      const [angle] = angles.map((index) => circuit.angles[index]!.constant);
      return {
        gate: NAMES[name]!,
        targets: qubits,
        ...(controls.length > 0 && { controls }),
        ...(angle !== undefined && { rotation: exact.toNumber(angle) }),
      };
    }),
    read: circuit.measurements.flatMap(measuredQubits),
  };
}
