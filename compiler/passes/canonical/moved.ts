import type { Operation } from './operation.ts';

/** The operation on other qubits. */
export function movedOperation<Kind extends Operation>(
  operation: Kind,
  place: (qubit: number) => number,
): Kind {
  switch (operation.kind) {
    case 'turn':
      return { ...operation, qubit: place(operation.qubit) };
    case 'fence': {
      const { step } = operation;
      return {
        ...operation,
        qubits: operation.qubits.map(place),
        step:
          step.kind === 'conditional'
            ? { ...step, inner: movedOperation(step.inner, place) }
            : step,
      };
    }
    default:
      return { ...operation, a: place(operation.a), b: place(operation.b) };
  }
}
