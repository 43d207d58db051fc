import { describe, expect, test } from 'vitest';
import { verdictLines, verifyTexts } from '../../compiler/verify/index.ts';

const HEAD = 'OPENQASM 3.0;\ninclude "stdgates.inc";\n';

function compared(a: string, b: string, layout?: { start: string[]; end: string[] }): string {
  const options = layout === undefined ? {} : { layout };
  const texts = [a, b].map((text, k) => ({ path: 'ab'[k]!, text: HEAD + text }));
  return verdictLines(verifyTexts(texts[0]!, texts[1]!, options)).join('\n');
}

describe('the same, and how that is known:', () => {
  test('open angles at any width, by rotations about Pauli words', () => {
    const wide = 'input float a; qubit[200] q; for int i in [0:198] { rzz(a) q[i], q[i + 1]; }';
    const other =
      'input float a; qubit[200] q; for int i in [0:198] { cx q[i], q[i + 1]; rz(a) q[i + 1]; cx q[i], q[i + 1]; }';
    const definition = 'gate rzz(t) a, b { cx b, a; rz(t) a; cx b, a; }\n';
    expect(compared(definition + wide, other)).toBe(
      'a and b are the same up to a global phase, on every state.\n' +
        'Compared as 199 rotations about Pauli words behind Clifford gates, for all values of the inputs.',
    );
  });

  test('turns of one qubit with other angles', () => {
    const same = compared('qubit q; rx(0.3) q; rz(0.4) q; rx(0.5) q;', eulerOther());
    expect(same).toContain('as 3 rotations about Pauli words');
  });

  test('Clifford circuits, by their tableaus', () => {
    const text = compared(
      'qubit[90] q; bit[90] c; h q[0]; for int i in [0:88] { cx q[i], q[i + 1]; } c = measure q;',
      'qubit[90] q; bit[90] c; h q[0]; for int i in [1:89] { cx q[0], q[i]; } c = measure q;',
    );
    expect(text).toContain('in all that they measure, from |0...0>');
    expect(text).toContain('by the tableaus of the two');
  });

  test('anything on few qubits, on states', () => {
    const text = compared(
      'input float a; qubit[3] q; ctrl(2) @ rx(a) q[0], q[1], q[2];',
      'input float a; qubit[3] q; h q[2]; rz(a / 2) q[2]; ccx q[0], q[1], q[2]; rz(-a / 2) q[2]; ccx q[0], q[1], q[2]; h q[2];',
    );
    expect(text).toMatch(/on states of 6 qubits at \d+ values of the inputs, which decide/);
  });

  test('a measurement that is put off, and a reset that begins anew', () => {
    const text = compared(
      'input float a; qubit[2] q; bit c; bit d; ry(a) q[0]; c = measure q[0]; if (c) x q[1]; reset q[0]; h q[0]; d = measure q[1];',
      'input float a; qubit[2] q; bit c; bit d; ry(a) q[0]; cx q[0], q[1]; c = measure q[0]; d = measure q[1];',
    );
    expect(text).toContain('are the same in all that they measure');
  });
});

describe('different, with something to try:', () => {
  test('a wrong sign', () => {
    expect(compared('qubit q; s q;', 'qubit q; sdg q;')).toBe(
      'a and b are different: found by the tableaus of the two.\n' +
        '  starting with q[0] in |i>\n' +
        '  then the expectation of X(q[0]) is -1 in the first and 1 in the second',
    );
  });

  test('a wrong angle', () => {
    const text = compared(
      'input float a; qubit[2] q; bit[2] c; ry(a) q[0]; cx q[0], q[1]; c = measure q;',
      'input float a; qubit[2] q; bit[2] c; ry(a + 0.01) q[0]; cx q[0], q[1]; c = measure q;',
    );
    expect(text).toMatch(
      /with a = .*\n {2}starting in \|0\.\.\.0>\n {2}then c\[1\] c\[0\] are (11|00) with probability 0\.\d+ in the first/,
    );
  });
});

describe('a text for a machine', () => {
  const logical = 'input float a; qubit[2] q; ry(a) q[0]; cx q[0], q[1];';

  test('says itself where its qubits are', () => {
    const machine =
      'input float a;\n// target somewhere, qubits start at $3 $5 and end at $5 $3\nry(a) $3; cx $3, $5; swap $3, $5;';
    expect(compared(logical, machine)).toContain('are the same');
    expect(compared(logical, machine.replace(' and end at $5 $3', ''))).toContain('are different');
  });

  test('may be told', () => {
    const machine = 'input float a; ry(a) $4; cx $4, $1;';
    expect(compared(logical, machine, { start: ['$4', '$1'], end: ['$4', '$1'] })).toContain(
      'are the same',
    );
    expect(() => compared(logical, machine)).toThrow('does not say where the 2 qubits of `a` are');
    expect(() => compared(logical, machine, { start: ['$9', '$1'], end: ['$9', '$1'] })).toThrow(
      '`b` has no qubit `$9`, which the layout names.',
    );
  });
});

test('what is expected counts as measured', () => {
  const read = '\n// expect Z(q[0]) + 0.5 * X(q[0]) X(q[1])';
  const circuit = 'input float a; qubit[2] q; ry(a) q[0]; cx q[0], q[1];';
  expect(compared(circuit + read, `${circuit} z q[0]; z q[1];${read}`)).toContain('are the same');
  expect(compared(circuit + read, `${circuit} z q[0];${read}`)).toContain('are different');
});

test('bits are matched by name, and those that only one text has are left out', () => {
  const text = compared(
    'qubit[2] q; bit[2] c; bit d; ry(0.3) q[0]; d = measure q[0]; if (d) x q[1]; c = measure q;',
    'qubit[2] q; bit[2] c; ry(0.3) q[0]; cx q[0], q[1]; c = measure q;',
  );
  expect(text).toContain('are the same in all that they measure');
});

test('circuits that measure other things are not compared', () => {
  expect(() =>
    compared('qubit[2] q; bit d; d = measure q[0];', 'qubit[2] q; bit[2] c; c = measure q;'),
  ).toThrow('The first circuit measures 1 bits, the second 2 bits.');
});

/** `rx(0.3) rz(0.4) rx(0.5)` as turns about Z, X and Z: `w + x X + y Y + z Z` compared by parts. */
function eulerOther(): string {
  const [a, b, c] = [0.3, 0.4, 0.5];
  const [w, x] = [Math.cos, Math.sin].map((part) => Math.cos(b / 2) * part((a + c) / 2));
  const [z, y] = [Math.cos, Math.sin].map((part) => Math.sin(b / 2) * part((a - c) / 2));
  const middle = 2 * Math.atan2(Math.hypot(x!, y!), Math.hypot(w!, z!));
  const [sum, difference] = [Math.atan2(z!, w!), Math.atan2(-y!, x!)];
  return `qubit q; rz(${sum + difference}) q; rx(${middle}) q; rz(${sum - difference}) q;`;
}
