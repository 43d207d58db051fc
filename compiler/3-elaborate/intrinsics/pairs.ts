import { exact, type PairSource } from '../../../runtime/program/index.ts';
import { typeText } from '../describe.ts';
import { textAt } from '../frame.ts';
import { notYet } from '../not-yet.ts';
import { pureState } from '../pure-state.ts';
import { readState } from '../reading.ts';
import { counted, refuse } from '../report.ts';
import { operationTensor, scalar } from '../tensor.ts';
import { elements, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** Largest states that are compared: 2^15 amplitudes or 4^7 Pauli expectations a sample. */
const LARGEST = { pure: 15, mixed: 7 } as const;

/** Values of two samples: kernels and similarities. */
export const pairs: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  overlap: (call) => {
    const left = call.qubits('q');
    const right = call.has('b') ? call.qubits('b') : left;
    if (left.length !== right.length) {
      refuse('size-mismatch', 'default', call.at, {
        left: `\`${textAt(call.frame, call.given('q').at)}\` has ${counted(left.length, 'qubit')}`,
        right: `\`${textAt(call.frame, call.given('b').at)}\` has ${right.length}`,
      });
    }
    const { quantum, noisy } = call.frame.elaboration;
    const pure = !noisy && [left, right].every((qubits) => pureState(quantum, qubits));
    const ofLeft = stateOf(call, left, pure);
    const ofRight = right === left ? ofLeft : stateOf(call, right, pure);
    const of = pure ? 'amplitudes' : 'paulis';
    return pairTensor(call, { kind: 'overlap', of }, [ofLeft, ofRight]);
  },
  cosine: (call) => {
    const [x, y] = [ofSample(call, 'x'), ofSample(call, 'y')];
    if (elements(x.shape) !== elements(y.shape)) {
      refuse('size-mismatch', 'default', call.at, {
        left: `\`${textAt(call.frame, call.given('x').at)}\` is ${typeText(x)}`,
        right: `\`${textAt(call.frame, call.given('y').at)}\` is ${typeText(y)}`,
      });
    }
    return pairTensor(call, { kind: 'cosine' }, [x, y]);
  },
  rbf: (call) => {
    const x = ofSample(call, 'x');
    const gamma = numberForAll(call, 'gamma', 1 / elements(x.shape));
    return pairTensor(call, { kind: 'rbf' }, [x, x, gamma]);
  },
};

/** The state of some qubits as numbers: amplitudes of a pure one, else the expectations of all Pauli words. */
function stateOf(call: IntrinsicCall, qubits: readonly number[], pure: boolean): Tensor {
  const most = pure ? LARGEST.pure : LARGEST.mixed;
  if (qubits.length > most) {
    const what = `a ${pure ? 'pure' : 'mixed'} state of ${counted(qubits.length, 'qubit')}`;
    notYet(call.frame, call.at, `\`overlap\` of ${what} (${most} are the most)`, 'run');
    return readState(call, [{ kind: 'probabilities', qubits: qubits.slice(0, 1) }], [2]);
  }
  const state = pure
    ? readState(call, [{ kind: 'amplitudes', qubits }], [2 * 2 ** qubits.length], 'whole')
    : readState(call, [{ kind: 'paulis', qubits }], [4 ** qubits.length], 'state');
  if (state.rate !== 'sample') {
    refuse('rate-mismatch', 'default', call.at, {
      what: `\`${textAt(call.frame, call.at)}\``,
      found: 'no sample, for nothing of a sample reaches the register',
      wanted: 'one sample',
    });
  }
  return state;
}

/** A value of one sample, numbers only. */
function ofSample(call: IntrinsicCall, name: string): Tensor {
  const value = call.numbers(name);
  if (value.rate === 'sample') return value;
  const { at } = call.given(name);
  return refuse('rate-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: value.rate === 'pair' ? 'a pair of samples' : 'no sample, the same for all of them',
    wanted: 'one sample',
  });
}

function pairTensor(call: IntrinsicCall, operation: PairSource, inputs: readonly Tensor[]): Tensor {
  const { graph } = call.frame.elaboration;
  return operationTensor(graph, operation, inputs, { shape: [], rate: 'pair' });
}

/** A kernel or a likeness: one number of a pair of samples. */
export function pairOf(call: IntrinsicCall, name: string): Tensor {
  const value = call.numbers(name);
  const { at } = call.given(name);
  if (value.rate !== 'pair') {
    refuse(
      'rate-mismatch',
      'default',
      at,
      {
        what: `\`${textAt(call.frame, at)}\``,
        found: 'one sample',
        wanted: 'a pair of samples',
      },
      {
        help: '`overlap(q)` compares the states of two samples, `rbf(x)` and `cosine(x, y)` their features.',
      },
    );
  }
  if (elements(value.shape) === 1) return value;
  return refuse('size-mismatch', 'default', at, {
    left: `\`${textAt(call.frame, at)}\` is ${typeText(value)}`,
    right: `\`${call.name}\` takes one kernel; \`blend\` mixes several`,
  });
}

/** A setting of a call that may be a weight: a number for all samples. */
export function numberForAll(call: IntrinsicCall, name: string, fallback: number): Tensor {
  const { graph } = call.frame.elaboration;
  if (!call.has(name)) return scalar(graph, exact.decimal(fallback));
  const value = call.numbers(name);
  if (elements(value.shape) === 1 && (value.rate === 'const' || value.rate === 'shared')) {
    return value;
  }
  const { at } = call.given(name);
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: typeText(value),
    wanted: `one number for all samples, as \`${name}\` is`,
  });
}
