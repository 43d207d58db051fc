import { describe, expect, test } from 'vitest';
import { readOpenqasm } from '../../compiler/openqasm/index.ts';
import { gates, programOf, version2, version3 } from './support.ts';

describe('OpenQASM 2', () => {
  test('has registers, and gates that are repeated over them', () => {
    const text = `${version2}
qreg a[2];
qreg b[2];
h a;
cx a, b;
cx a[0], b;
barrier a[0], b[1];`;
    expect(gates(text)).toEqual([
      'h a0',
      'h a1',
      'cx a0 b0',
      'cx a1 b1',
      'cx a0 b0',
      'cx a0 b1',
      'barrier a0 b1',
    ]);
  });

  test('has gate definitions with parameters, made of gates defined before them', () => {
    const text = `${version2}
gate turn(a, b) q { rz(a) q; ry(-b / 2) q; }
gate both(t) q, r { turn(t, 2 * t) q; cx q, r; barrier q, r; }
qreg q[2];
both(pi / 4) q[1], q[0];`;
    expect(gates(text)).toEqual(['rz(pi/4) q1', 'ry(-pi/4) q1', 'cx q1 q0', 'barrier q1 q0']);
  });

  test('has words of version 3 as names', () => {
    const text = `${version2}qreg input[1];\ngate angle(const) in { rx(const) in; }\nangle(1) input;`;
    expect(gates(text)).toEqual(['rx(1) input0']);
  });

  test('writes powers as ^, and functions of numbers', () => {
    expect(gates(`${version2}qreg q[1]; rz(-2^2 * pi) q; rx(sqrt(16) / cos(0)) q;`)).toEqual([
      'rz(-4*pi) q0',
      'rx(4) q0',
    ]);
  });

  test('measures at its end, each register of bits a readout with its highest bit first', () => {
    const program = programOf(`${version2}qreg q[3]; creg c[2]; creg d[1]; h q;
measure q[0] -> c[0];
measure q[2] -> c[1];
measure q[1] -> d[0];`);
    expect(program.readouts.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'c real[4]',
      'd real[2]',
    ]);
    expect(program.circuits[0]!.measurements).toEqual([
      { kind: 'probabilities', qubits: [2, 0] },
      { kind: 'probabilities', qubits: [1] },
    ]);
  });

  test('has conditions, which are kept with what they govern', () => {
    const { program } = readOpenqasm(
      `${version2}qreg q[1]; creg c[2]; measure q[0] -> c[1]; if (c == 2) x q[0];`,
      'circuit.qasm',
    );
    expect(program.operations[1]).toMatchObject({
      name: 'x',
      conditions: [{ bits: [0, 1], value: 2, holds: 'equal' }],
    });
  });
});

describe('OpenQASM 3', () => {
  test('has inputs, which stay open in angles', () => {
    const program = `${version3}
input float[64] alpha;
input angle beta;
qubit q;
rx(2 * alpha - beta / 3 + pi / 2) q;
rz(alpha - alpha) q;`;
    expect(gates(program)).toEqual(['rx(2*alpha[0] + -1/3*beta[0] + pi/2) q0', 'rz(0) q0']);
  });

  test('waits, which is no gate', () => {
    expect(gates(`${version3}\nqubit[2] q;\nx q[0];\ndelay[2.5us] q;\ndelay[16dt] q[1];`)).toEqual([
      'x q0',
    ]);
  });

  test('has slices and aliases of registers', () => {
    const text = `${version3}
qubit[6] q;
let even = q[0:2:4];
let odd = q[{1, 3, 5}];
let all = even ++ odd[-1:-1:0];
cx even, odd;
x all[3];`;
    expect(gates(text)).toEqual(['cx q0 q1', 'cx q2 q3', 'cx q4 q5', 'x q5']);
  });

  test('has loops over constants', () => {
    const text = `${version3}
const int n = 4;
qubit[n] q;
for uint i in [0:n - 2] { cx q[i], q[i + 1]; rz(pi / 2 ** i) q[i]; }
for int k in {3, 1} x q[k];
for int j in [2:-2:0] { if (j == 2) h q[j]; else z q[j]; }`;
    expect(gates(text)).toEqual([
      ...['cx q0 q1', 'rz(pi) q0', 'cx q1 q2', 'rz(pi/2) q1', 'cx q2 q3', 'rz(pi/4) q2'],
      ...['x q3', 'x q1', 'h q2', 'z q0'],
    ]);
  });

  test('has modifiers, read from the inside out', () => {
    const text = `${version3}
qubit[4] q;
inv @ s q[0];
ctrl @ inv @ rx(1) q[0], q[1];
ctrl(2) @ z q[0], q[1], q[2];
negctrl @ x q[3], q[0];
pow(3) @ t q[0];
pow(-2) @ ry(pi / 8) q[0];
pow(2) @ x q[0];
ctrl @ gphase(pi / 4) q[2];`;
    expect(gates(text)).toEqual([
      'sdg q0',
      'crx(-1) q0 q1',
      'ccz q0 q1 q2',
      ...['x q3', 'cx q3 q0', 'x q3'],
      ...['t q0', 't q0', 't q0'],
      'ry(-pi/4) q0',
      'p(pi/4) q2',
    ]);
  });

  test('modifies whole gate definitions', () => {
    const text = `${version3}
gate step(a) q, r { rz(a) q; cx q, r; s r; gphase(a); }
qubit[3] q;
inv @ step(1) q[0], q[1];
ctrl @ step(1) q[2], q[0], q[1];`;
    expect(gates(text)).toEqual([
      ...['phase(-1) ', 'sdg q1', 'cx q0 q1', 'rz(-1) q0'],
      ...['crz(1) q2 q0', 'ccx q2 q0 q1', 'cs q2 q1', 'p(1) q2'],
    ]);
  });

  test('measures by assignment, and speaks of the qubits of a machine', () => {
    const program = programOf(`${version3}bit[2] c;
@note says something to another tool
h $2;
c[1] = measure $2;
c[0] = measure $0;`);
    expect(program.circuits[0]!.qubits).toHaveLength(3);
    expect(program.circuits[0]!.measurements).toEqual([{ kind: 'probabilities', qubits: [2, 0] }]);
  });

  test('has names for numbers, in Greek too', () => {
    const text = `${version3}const float θ = τ / 8; qubit q; gate turn q { rz(θ) q; } turn q; rx(0x10) q;`;
    expect(gates(text)).toEqual(['rz(pi/4) q0', 'rx(16) q0']);
  });
});

describe('the built-in gate U', () => {
  test('becomes the one gate it is, or three', () => {
    const text = `${version3}input float a;
qubit q;
U(pi / 2, 0, pi) q;
U(pi, 0, pi) q;
U(0, a, 1) q;
U(a, -pi / 2, pi / 2) q;
U(a, 0, 0) q;
U(1, a, pi) q;
u2(0, pi) q;`;
    expect(gates(text)).toEqual([
      ...['h q0', 'x q0', 'p(a[0] + 1) q0', 'rx(a[0]) q0', 'ry(a[0]) q0'],
      ...['p(pi) q0', 'ry(1) q0', 'p(a[0]) q0', 'h q0'],
    ]);
  });
});

describe('a number', () => {
  test.each([
    ['1.5707963267948966', 'pi/2'],
    ['-0.39269908169872414', '-pi/8'],
    ['0.25', '1/4'],
    ['5.', '5'],
    ['1e-3', '1/1000'],
    ['2.0', '2'],
    ['1.5707', '15707/10000'],
    ['0.78539816339744831', 'pi/4'],
    ['0.12345678901234567', '0.12345678901234566'],
  ])('%s is read as %s', (digits, read) => {
    expect(gates(`${version2}qreg q[1]; rz(${digits}) q;`)).toEqual([`rz(${read}) q0`]);
  });
});
