import { constantAngle, constantValue } from '../../compiler/passes/angles.ts';
import { openAngles } from '../../compiler/passes/bind-program.ts';
import type { NativeCircuit } from '../../compiler/passes/native.ts';
import { createBinder, exact, type Affine } from '../../runtime/program/index.ts';
import { asCircuit } from './native.ts';
import { applyGate, groundState, type State } from './statevector.ts';

/** The circuit with numbers for its open angles, which its bind program gives. */
export function boundNative(circuit: NativeCircuit, values: ArrayLike<number>): NativeCircuit {
  const { program, placeOf } = openAngles(circuit);
  const binder = createBinder(program);
  const out = new Float64Array(binder.angles);
  binder.bind(values, out);
  const bound = (angle: Affine): Affine =>
    angle.terms.length === 0 ? angle : constantAngle(exact.decimal(out[placeOf(angle)]!));
  return {
    ...circuit,
    operations: circuit.operations.map(({ angle, axis, ...rest }) => ({
      ...rest,
      ...(angle && { angle: bound(angle) }),
      ...(axis && { axis: bound(axis) }),
    })),
  };
}

/** The state after a circuit in a machine's gates, its open angles from its bind program. */
export function nativeState(
  circuit: NativeCircuit,
  values: ArrayLike<number>,
  start: State = groundState(circuit.qubits),
): State {
  const { gates, angles } = asCircuit(boundNative(circuit, values));
  return gates.reduce(
    (state, { name, qubits, controls, angles: own }) =>
      applyGate(state, {
        name,
        qubits,
        controls,
        angles: own.map((angle) => constantValue(angles[angle]!)!),
      }),
    start,
  );
}
