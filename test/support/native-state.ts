import { constantValue } from '../../compiler/passes/angles.ts';
import { openAngles } from '../../compiler/passes/bind-program.ts';
import type { NativeCircuit } from '../../compiler/passes/native.ts';
import { createBinder } from '../../runtime/program/index.ts';
import { applyGate, groundState, type State } from './statevector.ts';

/** The state after a circuit in a machine's gates, its angles from its bind program. */
export function nativeState(
  circuit: NativeCircuit,
  values: ArrayLike<number>,
  start: State = groundState(circuit.qubits),
): State {
  const { program, placeOf } = openAngles(circuit);
  const binder = createBinder(program);
  const angles = new Float64Array(binder.angles);
  binder.bind(values, angles);
  return circuit.operations.reduce(
    (state, { name, qubits, angle }) =>
      applyGate(state, {
        name,
        qubits,
        controls: [],
        angles: angle === undefined ? [] : [constantValue(angle) ?? angles[placeOf(angle)]!],
      }),
    start,
  );
}
