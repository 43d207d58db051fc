import { describe, expect, test } from 'vitest';
import { toCircuit, readOpenqasm } from '../../compiler/openqasm/index.ts';
import { compileText } from '../support/compile.ts';
import { denseOutputs } from '../support/dense.ts';
import { gateText } from '../support/gate-text.ts';
import { gates, programOf, version2, version3 } from './support.ts';

const head = `${version3}qubit[3] q;\nbit[2] c;\n`;

/** Probabilities of the values of each register of bits. */
function probabilities(text: string): number[] {
  return denseOutputs(toCircuit(readOpenqasm(text, 'circuit.qasm').program).circuit, []);
}

describe('bits that are measured on the way', () => {
  test('decide with `if` and `else`, singly and as a number', () => {
    expect(
      gates(`${head}h q[0];
c[0] = measure q[0];
if (c[0]) { x q[1]; } else { y q[1]; if (!c[0]) z q[1]; }
c[1] = measure q[1];
if (c == 2) x q[2];
if (c != 2) h q[2];`),
    ).toEqual([
      ...['h q0', 'measure q0 -> c0'],
      ...['x q1 if c0', 'y q1 if not c0', 'z q1 if not c0, not c0'],
      ...['measure q1 -> c1', 'x q2 if not c0 and c1', 'h q2 if not (not c0 and c1)'],
    ]);
  });

  test('decide in version 2', () => {
    expect(
      gates(`${version2}qreg q[2]; creg c[1]; measure q[0] -> c[0]; if (c == 1) x q[1];`),
    ).toEqual(['measure q0 -> c0', 'x q1 if c0']);
  });

  test('are 0 before they are measured: what waits for such a 1 never acts', () => {
    expect(gates(`${head}if (c[0]) x q[0]; if (c == 0) y q[0];`)).toEqual(['y q0']);
    expect(gates(`${head}c[0] = measure q[0]; if (c == 7) x q[1]; if (c[1]) x q[2];`)).toEqual([]);
  });

  test('are asked for once: a measurement in the block does not change the branch', () => {
    expect(
      gates(`${head}c[0] = measure q[0];
if (c[0]) { c[0] = measure q[1]; x q[2]; } else { y q[2]; }
if (c[0]) z q[2];`),
    ).toEqual([
      ...['measure q0 -> c0', 'measure q1 -> c2 if c0', 'x q2 if c0', 'y q2 if not c0'],
      ...['z q2 if c2', 'x c0 if c2'],
    ]);
  });

  test('stay as they were where a measurement into them does not act', () => {
    const text = `${head}x q[0]; c[0] = measure q[0]; c[1] = measure q[1];
if (c[1]) c[0] = measure q[2];`;
    expect(gates(text).at(-1)).toBe('x c0 if c2 or not c1 and c0');
    expect(probabilities(text)).toEqual([0, 1, 0, 0]);
  });

  test('are read at the end from their qubits where those still tell them', () => {
    const { circuits } = programOf(`${head}h q[0]; c[0] = measure q[0]; cx q[0], q[1]; rz(1) q[0];
c[1] = measure q[1];`);
    expect(circuits[0]!.qubits).toHaveLength(3);
    expect(circuits[0]!.measurements).toEqual([{ kind: 'probabilities', qubits: [1, 0] }]);
  });

  test('are copied to a qubit of their name where theirs goes on', () => {
    const text = `${head}x q[0]; c[0] = measure q[0]; reset q[0]; c[1] = measure q[0];`;
    expect(gates(text)).toEqual(['x q0', 'measure q0 -> c0', 'reset q0', 'x c0 if c0']);
    expect(probabilities(text)).toEqual([0, 1, 0, 0]);
  });

  test('hold what was measured last', () => {
    const text = `${head}x q[0]; c[0] = measure q[0]; c[0] = measure q[1];
if (c[0]) c[1] = measure q[0];`;
    expect(probabilities(text)).toEqual([1, 0, 0, 0]);
  });
});

describe('teleportation', () => {
  test('brings the state to the third qubit', () => {
    const text = `${version3}qubit[3] q; bit[2] c; bit out;
ry(0.8) q[0];
h q[1]; cx q[1], q[2];
cx q[0], q[1]; h q[0];
c[0] = measure q[0]; c[1] = measure q[1];
if (c[1]) x q[2];
if (c[0]) z q[2];
out = measure q[2];`;
    const found = probabilities(text);
    expect(found.slice(0, 4)).toEqual(Array(4).fill(expect.closeTo(0.25, 12)));
    expect(found.slice(4)).toEqual([
      expect.closeTo(Math.cos(0.4) ** 2, 12),
      expect.closeTo(Math.sin(0.4) ** 2, 12),
    ]);
  });
});

describe('an imported circuit', () => {
  function imported(text: string) {
    const { diagnostics, runs } = compileText(
      `use borrowed from "borrowed.qasm"
model M {
  modality x: real[2]
  register q
  encode x into q with ry
  evolve q with borrowed
  readout y = expect(Z(q))
}
`,
      { 'borrowed.qasm': `${version3}qubit[2] q;\nbit[2] c;\n${text}` },
    );
    return {
      gates: runs.flatMap(({ program }) => gateText(program)).slice(2),
      problems: diagnostics.map(({ code, message }) => `${code}: ${message}`),
    };
  }

  test('measures, resets and decides as the language does', () => {
    const { gates: found, problems } = imported(`c[0] = measure q[0];
if (c[0]) { inv @ sx q[1]; } else { h q[1]; }
reset q[0];
c[0] = measure q[1];
if (c == 1) { gphase(1); x q[0]; }`);
    expect(problems).toEqual([]);
    expect(found).toEqual([
      ...['measure q0 -> c_00', 'sxdg q1 if c_00', 'h q1 if not c_00'],
      ...['reset q0', 'measure q1 -> c_20', 'x q0 if c_20'],
    ]);
  });

  test('is refused where a bit is measured under one condition and asked for outside of it', () => {
    const { problems } = imported(`c[0] = measure q[0];
if (c[0]) { c[1] = measure q[1]; }
if (c[1]) { x q[0]; }`);
    expect(problems).toEqual([
      'openqasm-unsupported: `if` on a bit that another `if` measures cannot be compiled: an outcome is known only in the block that measures it.',
    ]);
  });
});
