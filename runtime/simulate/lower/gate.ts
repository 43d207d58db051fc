import { constantForm, type Form, scaleForm } from '../plan/form.ts';
import type { Gate, Marker, Pauli } from '../../program/circuit.ts';
import type { Operation } from './operation.ts';

const QUARTER = Math.PI / 2;

/** Gates that are unitary; the others start, read or end qubits. */
export type UnitaryGate = Exclude<Gate['name'], 'prepare' | 'reset' | 'measure' | Marker>;

/**
 * A gate as operations, in the order in which they act. Each line is an identity of matrices, exact including the
 * phase when there are controls (there it is a relative phase).
 * @param angle the gate's angle, zero if it has none
 */
export function lowerGate(
  name: UnitaryGate,
  qubits: readonly number[],
  controls: readonly number[],
  angle: Form,
): readonly Operation[] {
  const [a = -1, b = -1] = qubits;
  const phase = (radians: number, ...on: readonly number[]): Operation => ({
    kind: 'phase',
    qubits: [...controls, ...on],
    angle: constantForm(radians),
  });
  const turn = (pauli: Pauli, by: Form, ...on: readonly number[]): Operation => ({
    kind: 'rotation',
    string: on.map((qubit) => ({ qubit, pauli })),
    controls,
    angle: by,
  });
  switch (name) {
    case 'x':
      return flipWhere(controls, a);
    case 'y': // S X S^-1
      return [onlyPhase(a, -QUARTER), ...flipWhere(controls, a), onlyPhase(a, QUARTER)];
    case 'z':
      return [phase(Math.PI, a)];
    case 's':
      return [phase(QUARTER, a)];
    case 'sdg':
      return [phase(-QUARTER, a)];
    case 't':
      return [phase(QUARTER / 2, a)];
    case 'tdg':
      return [phase(-QUARTER / 2, a)];
    case 'h': // RY(pi/2) Z
      return [phase(Math.PI, a), turn('Y', constantForm(QUARTER), a)];
    case 'sx': // e^(i pi/4) RX(pi/2)
      return [turn('X', constantForm(QUARTER), a), phase(QUARTER / 2)];
    case 'sxdg':
      return [turn('X', constantForm(-QUARTER), a), phase(-QUARTER / 2)];
    case 'rx':
      return [turn('X', angle, a)];
    case 'ry':
      return [turn('Y', angle, a)];
    case 'rz':
      return rotationZ(controls, a, angle);
    case 'p':
      return [{ kind: 'phase', qubits: [...controls, a], angle }];
    case 'phase':
      return [{ kind: 'phase', qubits: controls, angle }];
    case 'swap':
      return exchangeWhere(controls, a, b);
    case 'iswap': // SWAP CZ (S x S)
      return [
        phase(QUARTER, a),
        phase(QUARTER, b),
        phase(Math.PI, a, b),
        ...exchangeWhere(controls, a, b),
      ];
    case 'iswapdg':
      return [
        phase(-QUARTER, a),
        phase(-QUARTER, b),
        phase(Math.PI, a, b),
        ...exchangeWhere(controls, a, b),
      ];
    case 'rzz': // CX ZI CX = ZZ
      return between(addition(a, b), rotationZ(controls, b, angle));
    case 'rxx':
      return [turn('X', angle, a, b)];
    case 'ryy':
      return [turn('Y', angle, a, b)];
  }
}

function addition(control: number, target: number): Operation {
  return { kind: 'addition', control, target };
}

function between(outer: Operation, inner: readonly Operation[]): Operation[] {
  return [outer, ...inner, outer];
}

/** A phase on one qubit whatever the controls: half of a conjugation. */
function onlyPhase(qubit: number, radians: number): Operation {
  return { kind: 'phase', qubits: [qubit], angle: constantForm(radians) };
}

/** `e^(i angle)` on 1 and `e^(-i angle / 2)` on both. */
function rotationZ(controls: readonly number[], target: number, angle: Form): Operation[] {
  if (controls.length === 0) return [{ kind: 'parity', qubits: [target], angle }];
  return [
    { kind: 'phase', qubits: [...controls, target], angle },
    { kind: 'phase', qubits: controls, angle: scaleForm(angle, -0.5) },
  ];
}

function flipWhere(controls: readonly number[], target: number): Operation[] {
  const [control] = controls;
  if (control === undefined) return [{ kind: 'flip', qubit: target }];
  if (controls.length === 1) return [addition(control, target)];
  // X = e^(i pi/2) RX(pi)
  return [
    {
      kind: 'rotation',
      string: [{ qubit: target, pauli: 'X' }],
      controls,
      angle: constantForm(Math.PI),
    },
    { kind: 'phase', qubits: controls, angle: constantForm(QUARTER) },
  ];
}

function exchangeWhere(controls: readonly number[], a: number, b: number): Operation[] {
  if (controls.length === 0) return [{ kind: 'exchange', a, b }];
  return between(addition(b, a), flipWhere([...controls, a], b));
}
