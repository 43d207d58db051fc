import type { Entry } from './entry.ts';

/** Circuits, operands and registers. */
export const qubits = {
  'not-a-circuit': {
    severity: 'error',
    title: 'Not a circuit',
    messages: { default: '`{name}` is {found}; {advice}.' },
    explanation:
      'What stands after `with`, and before operands, is a circuit or a gate. Functions belong in a pipeline.',
    wrong: 'encode row into q with linear',
    right: 'encode row |> linear into q with angle',
  },
  'operand-count': {
    severity: 'error',
    title: 'Wrong number of operands',
    messages: { default: '`{name}` acts on {wanted}, and {given} given.' },
    explanation:
      'Commas separate operands, brackets join registers end to end: `fuse v, s with paired` gives two operands, `fuse [v, s] with strongly_entangling` one.',
    wrong: 'fuse q, v with strongly_entangling',
    right: 'fuse [q, v] with strongly_entangling',
  },
  'broadcast-mismatch': {
    severity: 'error',
    title: 'Registers of unequal lengths',
    messages: {
      default: '`{name}` meets {left} and {right} position by position, and the lengths differ.',
    },
    explanation:
      'A gate is repeated over registers of equal length, position by position; a single qubit meets every position. For every pair of two registers, walk over `cross(a, b)`.',
    wrong: 'cz a, b   // a[4], b[3]',
    right: 'for (p, q) in cross(a, b) {\n  cz p, q\n}',
  },
  'repeated-qubit': {
    severity: 'error',
    title: 'Qubit used twice',
    label: 'the second time',
    messages: { default: '`{what}` appears twice, and a qubit cannot meet itself.' },
    explanation:
      'No gate acts on one qubit twice, and a register holds each qubit once. Overlapping slices share qubits: `q[0..3]` and `q[2..4]` both hold `q[2]`.',
    wrong: 'evolve [q, q] with strongly_entangling',
    right: 'evolve q with strongly_entangling',
  },
  'dropped-qubit': {
    severity: 'error',
    title: 'Dropped qubit',
    label: 'dropped before',
    messages: { default: 'Every qubit of `{name}` was dropped before this place{kept}.' },
    explanation:
      '`drop` traces qubits out; what was dropped cannot be read or used any more. A circuit of the library may drop too: `ttn`, `mera` and `qcnn` leave the last qubit of the register.',
    wrong: 'drop q\nh q',
    right: 'h q\ndrop q',
  },
  'not-unitary': {
    severity: 'error',
    title: 'Not unitary',
    messages: {
      default: '`{what}` cannot be {action}: it is not unitary.',
      outcome:
        '`{what}` cannot depend on a measured bit: which qubits there are, and how they start, is settled before the circuit runs.',
    },
    explanation:
      '`control` and `inverse` wrap unitary statements only. A measurement, a condition on its outcome, a reset or a drop cannot be undone, nor be done in superposition: move it out of the block. Which qubits there are and how they start is settled before the circuit runs, so `drop` and `prepare` do not stand under `if` on a measured bit; `reset` may.',
    wrong: 'inverse {\n  h q\n  reset q\n}',
    right: 'inverse {\n  h q\n}\nreset q',
  },
  'needs-fresh-qubits': {
    severity: 'error',
    title: 'Qubits already used',
    messages: {
      default:
        '`{name}` prepares a state and wants fresh qubits, and `{register}` was used before.',
    },
    explanation:
      'Loading amplitudes sets the state of its qubits, so they must still be in |0>. Encode first and evolve afterwards, or give the amplitudes a register of their own.',
    wrong: 'evolve q with strongly_entangling\nencode x |> unit into q with amplitude',
    right: 'encode x |> unit into q with amplitude\nevolve q with strongly_entangling',
  },
  'fuse-needs-sources': {
    severity: 'error',
    title: 'Nothing to fuse',
    messages: {
      default: '`fuse` brings two or more modalities together, and {found} here: write `evolve`.',
    },
    explanation:
      '`fuse` acts on registers that carry two or more modalities, `evolve` on registers that carry at most one.',
    wrong: 'fuse q with strongly_entangling',
    right: 'evolve q with strongly_entangling',
  },
  'evolve-spans-sources': {
    severity: 'error',
    title: 'Evolve across modalities',
    messages: {
      default: '`evolve` stays within one modality, and {found} meet here: write `fuse`.',
    },
    explanation:
      '`fuse` acts on registers that carry two or more modalities, `evolve` on registers that carry at most one.',
    wrong: 'evolve q, v with paired',
    right: 'fuse q, v with paired',
  },
} as const satisfies Record<string, Entry>;
