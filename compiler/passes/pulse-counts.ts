import type { Device } from '../targets/device.ts';
import { entanglersOf, type Canonical, type Operation } from './canonical/operation.ts';
import type { NativeCircuit } from './native.ts';
import { dialectOf, type Dialect } from './translate/dialect.ts';
import { nativeTurns } from './translate/native-turns.ts';

/** What a circuit would take on a device if it were written down as it stands. */
export interface PulseCounts {
  readonly twoQubit: number;
  /** Pulses on one qubit; turns of frame are none. */
  readonly oneQubit: number;
}

const ENTANGLERS_OF_SWAP = 3;
const NO_PULSES: readonly string[] = ['rz', 'reset', 'measure', 'barrier', 'delay'];

/** Counts in the middle of compiling and at its end, so that passes can be compared. */
export function pulseCounts(circuit: Canonical | NativeCircuit, device: Device): PulseCounts {
  const dialect = dialectOf(device);
  let [twoQubit, oneQubit] = [0, 0];
  for (const operation of circuit.operations) {
    if ('kind' in operation) {
      twoQubit += pairGates(operation, dialect);
      oneQubit += pulses(operation, dialect);
    } else if (!NO_PULSES.includes(operation.name)) {
      if (operation.qubits.length > 1) twoQubit += 1;
      else oneQubit += 1;
    }
  }
  return { twoQubit, oneQubit };
}

function pairGates(operation: Operation, { phases }: Dialect): number {
  switch (operation.kind) {
    case 'swap':
      return ENTANGLERS_OF_SWAP;
    case 'ising':
      return entanglersOf(operation.angle, phases !== null);
    case 'turn':
      return 0;
    case 'fence': {
      const { step } = operation;
      return step.kind === 'conditional' ? Number(step.inner.kind === 'ising') : 0;
    }
  }
}

function pulses(operation: Operation, dialect: Dialect): number {
  switch (operation.kind) {
    case 'turn': {
      const { steps } = nativeTurns(operation.word, operation.qubit, dialect);
      return steps.filter(({ name }) => !NO_PULSES.includes(name)).length;
    }
    case 'fence':
      return operation.step.kind === 'conditional' ? pulses(operation.step.inner, dialect) : 0;
    default:
      return 0;
  }
}
