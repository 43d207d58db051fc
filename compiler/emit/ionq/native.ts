import {
  exact,
  measuredQubits,
  UserProblem,
  type Affine,
  type Circuit,
  type Program,
} from '../../../runtime/program/index.ts';
import type { Lowering } from '../../passes/lower.ts';
import type { NativeOperation } from '../../passes/native.ts';
import { generatedDevice } from '../../targets/generated.ts';
import { physicalNumber, type Device } from '../../targets/device.ts';
import { lowerOn } from '../lower-on.ts';
import type { IonqCircuit, IonqGate } from './gate.ts';

/** The gates of IonQ's machines (IonQ, "Getting started with native gates"). */
const BASIS = ['gpi', 'gpi2', 'zz'];

/**
 * A circuit in the gates of IonQ's machines, angles in turns.
 *
 * Preserves what is measured; requires fixed angles, one readout, and nothing measured on the way.
 * @param device without it, one of the circuit's own size, where all qubits touch each other
 * @throws UserProblem `target-cannot` for a machine with other gates
 */
export function nativeCircuit(
  program: Program,
  circuit: Circuit,
  device: Device | undefined,
  lowering: Lowering | undefined,
): IonqCircuit {
  const machine = device ?? generatedDevice(`full:${circuit.qubits.length}`)!;
  if (device && !BASIS.every((name) => device.basis.includes(name))) throw otherMachine(device);
  // A quarter turn at most, forwards: what every one of the machines has.
  const ions: Device = { ...machine, basis: BASIS, rzzAngles: 'quadrant' };
  const { circuit: native } = lowerOn(program, circuit, ions, lowering);
  const numberOf = (qubit: number): number => physicalNumber(machine, qubit);
  return {
    qubits: machine.qubits,
    gates: native.operations.flatMap((operation) => gateOf(operation, numberOf)),
    read: native.measurements.flatMap(measuredQubits).map(numberOf),
  };
}

function gateOf(
  { name, qubits, angle, axis }: NativeOperation,
  numberOf: (qubit: number) => number,
): readonly IonqGate[] {
  const [target, second] = qubits.map(numberOf);
  if ((name === 'gpi' || name === 'gpi2') && axis !== undefined) {
    const phase = turnsOf(axis);
    return [{ gate: name, target: target!, phase: phase < 0 ? phase + 1 : phase }];
  }
  if (name === 'zz' && angle !== undefined) {
    return [{ gate: 'zz', targets: [target!, second!], angle: turnsOf(angle) }];
  }
  if (name === 'barrier') return [];
  throw new Error(`no ion does ${name}`);
}

/** Digits behind are rounding, and no machine is that exact. */
function turnsOf({ constant }: Affine): number {
  return Number((exact.toNumber(constant) / (2 * Math.PI)).toFixed(12));
}

function otherMachine({ name, basis }: Device): UserProblem {
  return new UserProblem({
    code: 'target-cannot',
    message: `IonQ's machines have the gates ${BASIS.join(', ')}, and \`${name}\` has ${basis.join(', ')}.`,
    help: 'Choose one of them, e.g. `--target ionq_forte_36`, or leave `--target` out.',
  });
}
