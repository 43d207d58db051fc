import { moveMeasurement } from '../../../runtime/program/index.ts';
import type { Canonical, Operation } from '../canonical/operation.ts';
import { movedOperation } from '../canonical/moved.ts';

/** A circuit without swaps, and the qubit on which each qubit's state is at its end. */
export interface WithoutSwaps {
  readonly circuit: Canonical;
  readonly end: readonly number[];
}

/** Exchanges names instead of states: what follows a swap acts on the other qubit. */
export function elideSwaps(circuit: Canonical): WithoutSwaps {
  const wire = Array.from({ length: circuit.qubits }, (_, qubit) => qubit);
  const operations: Operation[] = [];
  for (const operation of circuit.operations) {
    if (operation.kind === 'swap') {
      const { a, b } = operation;
      [wire[a], wire[b]] = [wire[b]!, wire[a]!];
    } else operations.push(movedOperation(operation, (qubit) => wire[qubit]!));
  }
  return {
    circuit: {
      ...circuit,
      operations,
      measurements: circuit.measurements.map((each) =>
        moveMeasurement(each, (qubit) => wire[qubit]!),
      ),
    },
    end: wire,
  };
}
