import { expect, test } from 'vitest';
import type { Circuit, Program } from '../../runtime/program/index.ts';
import { programOf } from '../support/compile.ts';
import { measured, stateAfter } from '../support/statevector.ts';

const observables = '[X(q), Y(q), Z(q), Z(q[0]) * Z(q[1]), X(q[1]) * Y(q[2])]';

/** A circuit that does `gate` once for the single word of a text, on three qubits in no special state. */
function forWord(gate: string): Program {
  return programOf(`
circuit per_word(words: class(v)?[t]) on q[n] {
  for word in words {
    ${gate}
  }
}
${model('modality words: text(words: 1, vocabulary: 5)', 'encode words into q with per_word')}`);
}

/** The same with the gate always, or never, there. */
function plain(gate: string): Program {
  return programOf(`
circuit always on q[n] {
  ${gate}
}
${model('', 'evolve q with always')}`);
}

function model(modality: string, sentence: string): string {
  return `
circuit stir on q[n] {
  for k in 0..n {
    ry(0.3 + k) q[k]
    rz(0.7 * k - 1) q[k]
  }
  cx q[0], q[1]
  cx q[1], q[2]
}
model M {
  ${modality}
  register q[3]
  evolve q with stir
  ${sentence}
  readout y = expect(${observables})
}
`;
}

/** Values of a circuit whose every leaf is the word's presence. */
function values(circuit: Circuit, presence: number): number[] {
  const state = stateAfter(
    circuit,
    circuit.leaves.map(() => presence),
  );
  return measured(state, circuit.measurements);
}

const gates = [
  'h q',
  'x q',
  'y q',
  'z q',
  's q',
  'sdg q',
  't q',
  'tdg q',
  'sx q',
  'rx(0.4) q',
  'p(1.1) q',
  'cx q[0], q[2]',
  'cz q[1], q[2]',
  'ch q[2], q[0]',
  'swap q[0], q[2]',
  'iswap q[1], q[2]',
  'rzz(0.9) q[0], q[1]',
  'crx(0.8) q[1], q[0]',
  'ccx q[0], q[1], q[2]',
  'cswap q[2], q[0], q[1]',
];

test.each(gates)(
  '%s in a pass over a word acts where the word is there and is skipped where it is not',
  (gate) => {
    const [circuit] = forWord(gate).circuits;
    const [always] = plain(gate).circuits;
    const [never] = plain('barrier q').circuits;
    expect(differences(values(circuit!, 1), values(always!, 0))).toBeLessThan(1e-12);
    expect(differences(values(circuit!, 0), values(never!, 0))).toBeLessThan(1e-12);
  },
);

test('what is looked up by the word is zero where it is absent, and needs no scaling', () => {
  const program = programOf(`
model M {
  modality words: text(words: 2, vocabulary: 5)
  register q[2]
  encode words into q with bag
  readout y = expect(Z(q))
}
`);
  const operations = program.nodes.map(({ operation }) => operation.kind);
  expect(operations.filter((kind) => kind === 'gather')).toHaveLength(2);
  expect(operations).not.toContain('binary_cross_entropy');
  const [circuit] = program.circuits;
  const angled = circuit!.gates.filter(({ name }) => name === 'ry' || name === 'rz');
  expect(angled).toHaveLength(2 * 2 * 3);
});

function differences(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));
}
