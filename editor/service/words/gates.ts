import type { OperationName } from '../../../compiler/index.ts';
import type { WordDoc, WordDocs } from './word.ts';

const docs = {
  x: { usage: 'x q', text: 'Pauli X: exchanges |0⟩ and |1⟩.' },
  y: { usage: 'y q', text: 'Pauli Y.' },
  z: { usage: 'z q', text: 'Pauli Z: turns the sign of |1⟩.' },
  h: { usage: 'h q', text: 'Hadamard.' },
  s: { usage: 's q', text: 'diag(1, i), the square root of Z.' },
  sdg: { usage: 'sdg q', text: 'The inverse of `s`.' },
  t: { usage: 't q', text: 'diag(1, e^{iπ/4}), the square root of `s`.' },
  tdg: { usage: 'tdg q', text: 'The inverse of `t`.' },
  sx: { usage: 'sx q', text: 'The square root of X.' },
  rx: { usage: 'rx(angle) q', text: 'exp(-i · angle · X / 2).' },
  ry: { usage: 'ry(angle) q', text: 'exp(-i · angle · Y / 2).' },
  rz: { usage: 'rz(angle) q', text: 'exp(-i · angle · Z / 2).' },
  p: { usage: 'p(angle) q', text: 'diag(1, e^{i · angle}).' },
  cx: { usage: 'cx control, target', text: 'X on the target where the control is |1⟩.' },
  cy: { usage: 'cy control, target', text: 'Y on the target where the control is |1⟩.' },
  cz: { usage: 'cz a, b', text: 'Turns the sign where both are |1⟩.' },
  ch: { usage: 'ch control, target', text: 'Hadamard on the target where the control is |1⟩.' },
  crx: {
    usage: 'crx(angle) control, target',
    text: '`rx` on the target where the control is |1⟩.',
  },
  cry: {
    usage: 'cry(angle) control, target',
    text: '`ry` on the target where the control is |1⟩.',
  },
  crz: {
    usage: 'crz(angle) control, target',
    text: '`rz` on the target where the control is |1⟩.',
  },
  cp: { usage: 'cp(angle) a, b', text: 'e^{i · angle} where both are |1⟩.' },
  swap: { usage: 'swap a, b', text: 'Exchanges two qubits.' },
  iswap: { usage: 'iswap a, b', text: 'Exchanges two qubits, with a factor i where they differ.' },
  rxx: { usage: 'rxx(angle) a, b', text: 'exp(-i · angle · XX / 2).' },
  ryy: { usage: 'ryy(angle) a, b', text: 'exp(-i · angle · YY / 2).' },
  rzz: { usage: 'rzz(angle) a, b', text: 'exp(-i · angle · ZZ / 2).' },
  ccx: {
    usage: 'ccx a, b, target',
    text: 'X on the target where both controls are |1⟩ (Toffoli).',
  },
  cswap: {
    usage: 'cswap control, a, b',
    text: 'Exchanges two qubits where the control is |1⟩ (Fredkin).',
  },
  prepare: {
    usage: 'prepare(amplitudes) q',
    text: 'Puts fresh qubits into the state with these amplitudes; the first qubit is the most significant digit.',
  },
  reset: { usage: 'reset q', text: 'Back to |0⟩. Not unitary.' },
  drop: { usage: 'drop q', text: 'The qubits are not used or read any more.' },
  barrier: { usage: 'barrier q', text: 'No pass moves gates across it.' },
  cut: { usage: 'cut q', text: 'The wire may be cut here. A mark: it does nothing to the state.' },
} satisfies Record<OperationName, WordDoc>;

/** Gates and operations that the compiler knows, none missing; matrices as in Qiskit. */
export const gateDocs: WordDocs = docs;
