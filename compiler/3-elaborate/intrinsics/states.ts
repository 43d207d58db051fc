import { exact } from '../../../runtime/program/index.ts';
import { counted } from '../report.ts';
import { lightCone } from '../light-cone.ts';
import { notYet } from '../not-yet.ts';
import { pureState } from '../pure-state.ts';
import { readState } from '../reading.ts';
import { arithmetic, constantTensor, operationTensor, scalar } from '../tensor.ts';
import { nothing, real, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** Largest reduced state that is read out in full: 4^6 expectations. */
const LARGEST = 6;

/** What is read out of reduced states. All of it comes from Pauli expectations, so a device can tell it too. */
export const states: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  entropy: (call) => entropyOf(call, call.qubits('q')),
  information: (call) => {
    const [a, b] = [call.qubits('a'), call.qubits('b')];
    const { quantum, graph } = call.frame.elaboration;
    const whole = [...a, ...b];
    if (pureState(quantum, whole)) {
      // The whole has none, and both sides of a cut have the same.
      const part = entropyOf(call, a.length <= b.length ? a : b);
      return arithmetic(graph, 'add', part, part, []);
    }
    const apart = arithmetic(graph, 'add', entropyOf(call, a), entropyOf(call, b), []);
    return arithmetic(graph, 'subtract', apart, entropyOf(call, whole), []);
  },
  purity: (call) => {
    const qubits = call.qubits('q');
    const paulis = pauliVector(call, qubits);
    if (paulis === null) return zero(call);
    const { graph } = call.frame.elaboration;
    const squares = arithmetic(graph, 'multiply', paulis, paulis, paulis.shape);
    const total = operationTensor(
      graph,
      { kind: 'reduce', function: 'sum', axis: null },
      [squares],
      { shape: [] },
    );
    return arithmetic(graph, 'divide', total, scalar(graph, exact.integer(2 ** qubits.length)), []);
  },
};

/**
 * Von Neumann entropy in nats. Of a pure whole, a part has the entropy of the rest, so the smaller side is read; a
 * reset on the way leaves a mixed whole, whose parts have no such mirror.
 */
function entropyOf(call: IntrinsicCall, qubits: readonly number[]): Tensor {
  const { quantum, graph } = call.frame.elaboration;
  const cone = lightCone(quantum.gates, qubits);
  const rest = [...cone.qubits].filter((id) => !qubits.includes(id));
  const pure = cone.gates.every((gate) => gate.name !== 'reset');
  const side = pure && rest.length < qubits.length ? rest : qubits;
  if (side.length === 0) return zero(call);
  const paulis = pauliVector(call, side);
  return paulis === null
    ? zero(call)
    : operationTensor(graph, { kind: 'entropy' }, [paulis], { shape: [] });
}

function zero(call: IntrinsicCall): Tensor {
  return {
    ...constantTensor(call.frame.elaboration.graph, [exact.zero], []),
    element: real,
    sources: nothing,
  };
}

/** Expectations of all Pauli words on these qubits: base-4 digits I X Y Z, the first qubit most significant. */
function pauliVector(call: IntrinsicCall, qubits: readonly number[]): Tensor | null {
  if (qubits.length > LARGEST) {
    const size = counted(qubits.length, 'qubit');
    notYet(call.frame, call.at, `\`${call.name}\` of ${size} (${LARGEST} are the most)`, 'told');
    return null;
  }
  return readState(call, [{ kind: 'paulis', qubits }], [4 ** qubits.length], 'state');
}
