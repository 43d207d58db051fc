import { existsSync, globSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readOpenqasm, toCircuit } from '../../compiler/openqasm/index.ts';
import { exact, type Circuit, type GateName } from '../../runtime/program/index.ts';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { readTextFile } from '../support/compile.ts';
import { sharedPath } from '../support/shared.ts';
import { overlap, stateAfter, type State } from '../support/statevector.ts';
import { askPython, type PythonAnswers } from './python.ts';

interface Case {
  readonly id: string;
  readonly text: string;
  readonly values: Readonly<Record<string, number>>;
}

const WIDEST = 10;

/** Every gate of the libraries, on operands in an order that is not their own. */
const gates: readonly Case[] = [
  ...['x', 'y', 'z', 'h', 's', 'sdg', 't', 'tdg', 'sx', 'id'].map((name) => `${name} q[1];`),
  ...['rx', 'ry', 'rz', 'u1'].map((name) => `${name}(0.7) q[2];`),
  ...['cx', 'cy', 'cz', 'ch', 'swap'].map((name) => `${name} q[2], q[0];`),
  ...['crx', 'cry', 'crz'].map((name) => `${name}(0.7) q[2], q[0];`),
  'u2(0.3, -1.1) q[0];',
  'u3(0.3, -1.1, 0.9) q[0];',
  'ccx q[2], q[0], q[1];',
  'cswap q[2], q[0], q[1];',
].flatMap((line) => [both(2, line), both(3, line)]);

const ofVersion2: readonly Case[] = [
  'sxdg q[1];',
  'u0(1) q[1];',
  'u(0.3, -1.1, 0.9) q[3];',
  'p(0.7) q[1];',
  'cp(0.7) q[2], q[0];',
  'csx q[2], q[0];',
  'cu1(0.7) q[2], q[0];',
  'cu3(0.3, -1.1, 0.9) q[2], q[0];',
  'cu(0.3, -1.1, 0.9, 0.4) q[2], q[0];',
  'rxx(0.7) q[2], q[0];',
  'rzz(0.7) q[2], q[0];',
  'rccx q[2], q[0], q[1];',
  'rc3x q[2], q[0], q[3], q[1];',
  'c3x q[2], q[0], q[3], q[1];',
  'c3sqrtx q[2], q[0], q[3], q[1];',
  'c4x q[2], q[0], q[3], q[1], q[4];',
  'U(0.3, -1.1, 0.9) q[0]; CX q[0], q[2];',
  'gate g(a, b) r, s { u3(a, b / 2, -a) r; cx r, s; } g(0.3, pi / 7) q[3], q[1];',
  'rx(-2^2 + sin(pi / 7) * ln(2)) q;',
].map((line) => both(2, line));

const ofVersion3: readonly Case[] = [
  'p(0.7) q[1]; cp(a) q[2], q[0];',
  'phase(0.7) q[1]; cphase(a) q[2], q[0];',
  'cu(0.3, -1.1, 0.9, 0.4) q[2], q[0];',
  'ctrl @ U(0.3, -1.1, 0.9) q[2], q[0];',
  'ctrl @ u2(0.3, -1.1) q[2], q[0];',
  'negctrl @ ctrl @ rz(a) q[2], q[0], q[1];',
  'ctrl @ negctrl @ inv @ sx q[2], q[0], q[1];',
  'ctrl @ gphase(a / 2) q[2];',
  'gphase(a / 2); h q;',
  'pow(3) @ s q[0]; pow(-2) @ t q[1]; ctrl @ pow(3) @ h q[0], q[1];',
  'gate g(t) r, s { rz(t) r; ctrl @ ry(t) s, r; gphase(t); } ctrl @ g(a) q[2], q[0], q[1];',
  'gate g(t) r, s { rz(t) r; ctrl @ ry(t) s, r; h s; } inv @ g(a) q[2], q[0];',
  'bit[2] c; h q[0]; c[0] = measure q[0]; if (c[0]) { ry(a) q[1]; } else { x q[1]; } c[1] = measure q[1];',
  'bit[3] c; h q; c[0] = measure q[0]; c[1] = measure q[1]; if (c == 2) { h q[1]; reset q[2]; } c[2] = measure q[2];',
  'bit[1] c; h q; c[0] = measure q[0]; if (c[0]) { x q[1]; c[0] = measure q[2]; cx q[0], q[1]; } if (!c[0]) { h q[1]; }',
  'bit[2] c; h q[0]; c[0] = measure q[0]; reset q[0]; ry(a) q[0]; c[1] = measure q[0]; h q[0]; c[1] = measure q[0];',
  'let e = q[0:2:4]; let o = q[{1, 3}]; cx e[0:1], o; rx(2 * a - pi / 3) e;',
].map((line) => both(3, line));

/** The smaller of the shared circuits that are one circuit. */
const files: readonly Case[] = shared().flatMap((id) => {
  const text = readTextFile(sharedPath('circuits'), id);
  const { program, diagnostics } = readOpenqasm(text, id);
  const { circuit } = toCircuit(program);
  const fits = circuit.qubits.length <= WIDEST && diagnostics.length === 0;
  return fits ? [{ id, text, values: {} }] : [];
});

const cases = [...gates, ...ofVersion2, ...ofVersion3, ...files];

interface Answer extends State {
  readonly error?: string;
  /** Of the values of each register of bits, where the program measures on the way. */
  readonly probabilities?: Readonly<Record<string, readonly number[]>>;
}

let asked: PythonAnswers<Answer>;

beforeAll(async () => {
  asked = await askPython('openqasm_states.py', cases);
}, 600_000);

describe('a program gives the state that Qiskit gives it', () => {
  test.for(cases)('$id', ({ id, text, values }, context) => {
    if (asked.kind === 'missing') return context.skip(asked.reason);
    const answer = asked.answers[id]!;
    expect(answer.error).toBeUndefined();
    const { program } = readOpenqasm(text, id);
    const { circuit, readouts } = toCircuit(program);
    const given = program.inputs.map((name) => values[name]!);
    if (answer.probabilities !== undefined) {
      // Bits that nothing is measured into are 0.
      const found = readouts.map(({ register }) => answer.probabilities![register]!);
      const sampled = given.map(() => false);
      const simulator = createSimulator(circuit, { precision: 'f64', sampled });
      const out = new Float64Array(simulator.outputs);
      simulator.forward(Float64Array.from(given), new Float64Array(0), 1, out);
      const places = readouts.map(({ bits }) => bits.toReversed());
      const wanted = found.flatMap((all, k) =>
        Array.from(
          { length: 2 ** places[k]!.length },
          (_, value) =>
            all[places[k]!.reduce((index, bit, at) => index | (((value >> at) & 1) << bit), 0)]!,
        ),
      );
      expect(out).toHaveLength(wanted.length);
      out.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 9));
      return;
    }
    const resets = program.operations.some((one) => one.kind === 'gate' && one.name === 'reset');
    const started = resets ? circuit : withStart(circuit);
    const state = stateAfter(started, given);
    expect(state.real).toHaveLength(answer.real.length);
    expect(overlap(state, answer)).toBeCloseTo(1, 9);
  });
});

function both(version: 2 | 3, line: string): Case {
  const head =
    version === 2
      ? 'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[5];\n'
      : 'OPENQASM 3.0;\ninclude "stdgates.inc";\ninput float[64] a;\nqubit[5] q;\n';
  return { id: `version ${version}: ${line}`, text: head + line, values: { a: 0.6 } };
}

function shared(): string[] {
  const folder = sharedPath('circuits');
  return existsSync(folder) ? globSync('**/*.qasm', { cwd: folder }).sort() : [];
}

/** The circuit behind the rotations that the Python side starts with. */
function withStart(circuit: Circuit): Circuit {
  const angles = [...circuit.angles];
  const turn = (name: GateName, qubit: number, angle: number): Circuit['gates'][number] => ({
    name,
    qubits: [qubit],
    controls: [],
    angles: [angles.push({ constant: exact.decimal(angle), terms: [] }) - 1],
    when: [],
    origin: 0,
  });
  const start = circuit.qubits.flatMap((_, qubit) => [
    turn('ry', qubit, 0.3 + 0.4 * qubit),
    turn('rz', qubit, 0.2 + 0.5 * qubit),
  ]);
  return { ...circuit, angles, gates: [...start, ...circuit.gates] };
}
