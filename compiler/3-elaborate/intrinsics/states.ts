import { exact } from '../../../runtime/program/index.ts';
import { textAt } from '../frame.ts';
import { counted, refuse } from '../report.ts';
import { lightCone } from '../light-cone.ts';
import { notYet } from '../not-yet.ts';
import { keepsPure, pureState } from '../pure-state.ts';
import { readState } from '../reading.ts';
import { arithmetic, constantTensor, operationTensor, scalar } from '../tensor.ts';
import { elements, nothing, real, type Tensor, type Value } from '../value.ts';
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
    const paulis = pauliVector(call, call.qubits('q'));
    return paulis === null ? zero(call) : traceOfProduct(call, paulis, paulis);
  },
  fidelity,
};

/**
 * `Tr(rho_a rho_b)`, which is the fidelity `<psi|rho|psi>` of two registers' reduced states where one of them is the
 * pure state psi (Jozsa 1994), and less where both are mixed.
 */
function fidelity(call: IntrinsicCall): Tensor {
  const [a, b] = [call.qubits('a'), call.qubits('b')];
  if (a.length !== b.length) {
    const text = (name: string, qubits: readonly number[]): string =>
      `\`${textAt(call.frame, call.given(name).at)}\` has ${counted(qubits.length, 'qubit')}`;
    refuse('size-mismatch', 'default', call.given('b').at, {
      left: text('a', a),
      right: text('b', b),
    });
  }
  const [ofA, ofB] = [pauliVector(call, a), pauliVector(call, b)];
  return ofA === null || ofB === null ? zero(call) : traceOfProduct(call, ofA, ofB);
}

/** `Tr(rho sigma) = 2^-k sum_P <P>_rho <P>_sigma` over the `4^k` Pauli words (Nielsen and Chuang 2010, section 2.1). */
function traceOfProduct(call: IntrinsicCall, a: Tensor, b: Tensor): Tensor {
  const { graph } = call.frame.elaboration;
  const products = arithmetic(graph, 'multiply', a, b, a.shape);
  const total = operationTensor(
    graph,
    { kind: 'reduce', function: 'sum', axis: null },
    [products],
    { shape: [] },
  );
  const dimension = exact.integer(Math.sqrt(elements(a.shape)));
  return arithmetic(graph, 'divide', total, scalar(graph, dimension), []);
}

/**
 * Von Neumann entropy in nats. Of a pure whole, a part has the entropy of the rest, so the smaller side is read; a
 * measurement or reset on the way leaves a mixed whole, whose parts have no such mirror.
 */
function entropyOf(call: IntrinsicCall, qubits: readonly number[]): Tensor {
  const { quantum, graph } = call.frame.elaboration;
  const cone = lightCone(quantum.gates, qubits);
  const rest = [...cone.qubits].filter((id) => !qubits.includes(id));
  const pure = cone.gates.every(keepsPure);
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
