import {
  UserProblem,
  exact,
  type Affine,
  type Circuit,
  type Gate,
} from '../../runtime/program/index.ts';
import type { Device } from '../targets/device.ts';
import { constantAngle, shiftAngle } from './angles.ts';
import type { NativeCircuit, NativeName, NativeOperation } from './native.ts';

type Operation = Omit<NativeOperation, 'origin'>;

/** How a device does the two things everything else is made of. */
interface Dialect {
  /** A quarter turn about X, up to global phase. */
  readonly quarter: (qubit: number) => Operation;
  readonly flip: (qubit: number) => Operation;
  readonly entangler: 'cx' | 'cz' | 'ecr';
}

const quarterTurn = exact.multiply(exact.fraction(1, 2), exact.pi);

/**
 * Writes a routed circuit in a device's own gates; angles stay symbolic, all of them in `rz`.
 *
 * Preserves the unitary up to global phase. Requires one-qubit gates and `x` or `z` with one control, on edges.
 *
 * @throws UserProblem `target-cannot` for a reset or a condition where there is none; `not-yet` for machines with other gates
 */
export function translate(circuit: Circuit, device: Device): NativeCircuit {
  const dialect = dialectOf(device);
  const directions = new Set(device.edges.map(({ from, to }) => `${from} ${to}`));
  const stands = (from: number, to: number): boolean =>
    !device.directed || directions.has(`${from} ${to}`);
  const operations = circuit.gates.flatMap((gate) => {
    if (gate.name === 'reset' && !device.reset) throw noReset(device);
    if (gate.conditions !== undefined && !device.dynamic) throw noConditions(device);
    const steps =
      gate.controls.length === 1
        ? entangle(gate, dialect, stands)
        : single(gate, circuit.angles, dialect);
    const under = gate.conditions === undefined ? {} : { conditions: gate.conditions };
    return steps.map((step) => ({ ...step, ...under, origin: gate.origin }));
  });
  const { leaves, bits = [], measurements } = circuit;
  return { qubits: circuit.qubits.length, operations, leaves, bits, measurements };
}

/** `x` or `z` with one control. */
function entangle(
  gate: Gate,
  dialect: Dialect,
  stands: (from: number, to: number) => boolean,
): Operation[] {
  const [control, target] = [gate.controls[0]!, gate.qubits[0]!];
  const isFlip = gate.name === 'x';
  if (dialect.entangler === 'cz') {
    const pair = stands(control, target) ? [control, target] : [target, control];
    const core: Operation = { name: 'cz', qubits: pair };
    return isFlip ? around(target, [core], dialect) : [core];
  }
  // cz is h on the target around cx; a cx against its edge is h on both around the other one.
  const forward = stands(control, target);
  const core = forward
    ? controlledNot(control, target, dialect)
    : around(target, around(control, controlledNot(target, control, dialect), dialect), dialect);
  return isFlip ? core : around(target, core, dialect);
}

/** cx = rz(pi/2) on the control, rx(pi/2) on the target, ecr, x on the control, up to global phase. */
function controlledNot(control: number, target: number, dialect: Dialect): Operation[] {
  if (dialect.entangler === 'cx') return [{ name: 'cx', qubits: [control, target] }];
  return [
    dialect.flip(control),
    { name: 'ecr', qubits: [control, target] },
    turn(control, 1, 2),
    dialect.quarter(target),
  ];
}

function around(qubit: number, core: readonly Operation[], dialect: Dialect): Operation[] {
  const hadamard = [turn(qubit, 1, 2), dialect.quarter(qubit), turn(qubit, 1, 2)];
  return [...hadamard, ...core, ...hadamard];
}

function single(gate: Gate, angles: readonly Affine[], dialect: Dialect): Operation[] {
  const qubit = gate.qubits[0]!;
  const angle = gate.angles.length > 0 ? angles[gate.angles[0]!]! : constantAngle(exact.zero);
  const quarter = dialect.quarter(qubit);
  switch (gate.name) {
    case 'rz':
    case 'p':
      return [{ name: 'rz', qubits: [qubit], angle }];
    case 'z':
      return [turn(qubit, 1, 1)];
    case 's':
      return [turn(qubit, 1, 2)];
    case 'sdg':
      return [turn(qubit, -1, 2)];
    case 't':
      return [turn(qubit, 1, 4)];
    case 'tdg':
      return [turn(qubit, -1, 4)];
    case 'x':
      return [dialect.flip(qubit)];
    case 'y':
      return [turn(qubit, 1, 1), dialect.flip(qubit)];
    case 'sx':
      return [quarter];
    case 'sxdg':
      return [turn(qubit, 1, 1), quarter, turn(qubit, 1, 1)];
    case 'h':
      return [turn(qubit, 1, 2), quarter, turn(qubit, 1, 2)];
    // U3(theta, phi, lambda) = rz(phi + pi) sx rz(theta + pi) sx rz(lambda), right factor first.
    case 'rx':
    case 'ry': {
      const middle: Operation = { name: 'rz', qubits: [qubit], angle: shiftAngle(angle, exact.pi) };
      return gate.name === 'rx'
        ? [turn(qubit, 1, 2), quarter, middle, quarter, turn(qubit, 1, 2)]
        : [quarter, middle, quarter, turn(qubit, 1, 1)];
    }
    case 'reset':
      return [{ name: 'reset', qubits: [qubit] }];
    case 'measure':
      return [{ name: 'measure', qubits: [qubit], bit: gate.bit! }];
    case 'barrier':
      return [{ name: 'barrier', qubits: gate.qubits }];
    case 'cut':
      return [];
    default:
      throw new Error(`${gate.name} must be decomposed before it is translated`);
  }
}

/** `rz(numerator * pi / denominator)`. */
function turn(qubit: number, numerator: number, denominator: number): Operation {
  const value = exact.multiply(exact.fraction(numerator, denominator), exact.pi);
  return { name: 'rz', qubits: [qubit], angle: constantAngle(value) };
}

function dialectOf(device: Device): Dialect {
  const has = (name: NativeName): boolean => device.basis.includes(name);
  const entangler = (['cz', 'ecr', 'cx'] as const).find(has);
  if (entangler === undefined || !has('rz') || !(has('sx') || has('rx'))) throw otherGates(device);
  const rx = (qubit: number, angle: Affine): Operation => ({ name: 'rx', qubits: [qubit], angle });
  return {
    entangler,
    quarter: (qubit) =>
      has('sx') ? { name: 'sx', qubits: [qubit] } : rx(qubit, constantAngle(quarterTurn)),
    flip: (qubit) =>
      has('x') ? { name: 'x', qubits: [qubit] } : rx(qubit, constantAngle(exact.pi)),
  };
}

function noReset(device: Device): UserProblem {
  return new UserProblem({
    code: 'target-cannot',
    message: `\`${device.name}\` has no reset, and the circuit uses one.`,
    help: 'Choose another device, or use a fresh qubit instead.',
  });
}

function noConditions(device: Device): UserProblem {
  return new UserProblem({
    code: 'target-cannot',
    message: `\`${device.name}\` cannot act on the outcome of a measurement, and the circuit has an \`if\` on one.`,
    help: 'Choose another device, or let the measured qubit control the gate and measure it in the end.',
  });
}

function otherGates(device: Device): UserProblem {
  return new UserProblem({
    code: 'not-yet',
    message: `\`${device.name}\` has the gates ${device.basis.join(', ')}, which this version of qmm cannot compile to.`,
    help: 'It compiles to cz, ecr or cx with rz, and sx or rx.',
  });
}
