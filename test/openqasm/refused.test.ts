import { describe, expect, test } from 'vitest';
import { refusals, version2, version3 } from './support.ts';

/** Statements of version 3 on `q[3]`, input `a` and bits `c[2]`, and the sentence they are refused with. */
const sentences: readonly (readonly [string, string])[] = [
  ['while (true) { h q; }', '`while` cannot be compiled'],
  ['def f(int n) { return n; }', '`def` cannot be compiled'],
  ['extern f(int) -> int;', '`extern` cannot be compiled'],
  ['cal { play(x); }', '`cal` cannot be compiled'],
  ['defcal x $0 { play(y); }', '`defcal` cannot be compiled'],
  ['box { h q; }', '`box` cannot be compiled'],
  ['delay[100ns] r;', 'There is no qubit or register named `r` here.'],
  ['duration t = 2us;', '`duration` cannot be compiled'],
  ['pragma vendor thing', 'A `pragma` cannot be compiled'],
  ['switch (1) { case 1 { h q; } }', '`switch` cannot be compiled'],
  ['include "vendor.inc";', '`include "vendor.inc"` cannot be compiled: only'],
  ['c[0] = 1;', 'Assigning to `c` cannot be compiled'],
  ['int n;', '`n` without a value cannot be compiled'],
  ['input int n;', '`input int` cannot be compiled'],
  ['output float f;', '`output float` cannot be compiled'],
  ['rz(sin(a)) q;', '`sin(a)` cannot be compiled: an angle is a sum of inputs times numbers.'],
  ['rz(a * a) q;', '`a * a` cannot be compiled'],
  ['rz(2 ^ 3) q;', '`^` cannot be compiled'],
  ['pow(1 / 2) @ x q;', 'A power that is no whole number cannot be compiled'],
  ['if (a > 1) x q;', '`a > 1` cannot be compiled: it depends on an input.'],
  ['for int i in [0:10000000] { }', 'This program cannot be compiled: unfolded it has more than'],
  ['rzz(1) q[0], q[1];', 'There is no gate named `rzz` here.'],
  ['hh q;', 'There is no gate named `hh` here.'],
  ['h r;', 'There is no qubit or register named `r` here.'],
  ['h q[3];', '`q` has qubits 0 to 2, and 3 is asked for.'],
  ['h q[1 / 2];', '`1 / 2` is no whole number. Wanted here: an index.'],
  ['h c;', '`c` is 2 measured bits. Wanted here: a qubit or register.'],
  ['rz(b) q;', 'There is no value named `b` here.'],
  ['rz(q) q;', '`q` is 3 qubits. Wanted here: a number.'],
  ['rz(1 / 0) q;', '`1 / 0` is not finite. Wanted here: a number.'],
  ['rz(sine(1)) q;', 'There is no function named `sine` here.'],
  ['rz q;', '`rz` takes 1 argument, and 0 are given.'],
  ['cx q;', '`cx` acts on 2 operands, and 1 is given.'],
  ['cx q[0], q[0];', '`q[0]` appears twice, and a qubit cannot meet itself.'],
  ['cx q, q[0:1];', '`cx` meets `q` (3 qubits) and `q` (2 qubits) position by position'],
  ['c = measure q;', '`q` has 3 qubits here, but 2 bits take what is measured.'],
  ['qubit q;', '`q` is already declared in this block.'],
  ['qubit[0] r;', 'The size 0 of `r` is out of bounds'],
  ['gate g(t) r { g(t) r; } g(1) q;', 'There is no gate named `g` here.'],
  ['gate g r { reset r; } g q;', '`reset` cannot be part of a gate: it is not unitary.'],
  ['h q', 'OpenQASM expects `;` here, not the end of the file.'],
  ['rz(1 q;', 'OpenQASM expects `)` here, not `q`.'],
  ['h q; }', 'OpenQASM expects a statement here, not `}`.'],
  ['h ?;', '`?` means nothing in OpenQASM.'],
  ['rz() q;', '`rz` takes 1 argument, and 0 are given.'],
  ['rz(1 +) q;', 'OpenQASM expects an expression here, not `)`.'],
  [`rz(${'('.repeat(200)}1${')'.repeat(200)}) q;`, 'There are more than 100 brackets'],
];

describe('a statement that no circuit can hold, or that is wrong, is named with its line', () => {
  test.each(sentences)('%s', (statement, sentence) => {
    const text = `${version3}input float a;\nqubit[3] q;\nbit[2] c;\n${statement}`;
    const [first, ...more] = refusals(text);
    expect(first).toContain(`line 6: ${sentence}`);
    expect(more).toEqual([]);
  });
});

describe('of several mistakes', () => {
  test('each is told', () => {
    const text = `${version2}qreg q[2];
foo q[0];
h q[0];
cz q[0], q[5];`;
    expect(refusals(text)).toEqual([
      'line 4: There is no gate named `foo` here.',
      'line 6: `q` has qubits 0 to 1, and 5 is asked for.',
    ]);
  });

  test('those in the text itself come first: they may be the cause of the others', () => {
    const text = `${version2}qreg q[2;
h q[0]
cx q[0], q[1];
foo q[0];
x q[1]`;
    expect(refusals(text)).toEqual([
      'line 3: OpenQASM expects `]` here, not `;`.',
      'line 4: OpenQASM expects `;` here, not `cx`.',
      'line 7: OpenQASM expects `;` here, not the end of the file.',
    ]);
  });

  test('one is told once: an unknown register, a wrong declaration, a wrong line in a loop or a gate', () => {
    const text = `${version3}qubit[2] q;
h r; x r; z r;
qubit[n] p; h p; x p;
for int i in [0:1] { rx(b) q[i]; }
gate g s { none s; } g q; g q;`;
    expect(refusals(text)).toEqual([
      'line 4: There is no qubit or register named `r` here.',
      'line 5: There is no value named `n` here.',
      'line 6: There is no value named `b` here.',
      'line 7: There is no gate named `none` here.',
    ]);
  });
});

describe('an opaque gate', () => {
  test('is refused where it is used, not where it is declared', () => {
    const text = `${version2}opaque magic(a) q;\nqreg q[1];\n`;
    expect(refusals(text)).toEqual([]);
    expect(refusals(`${text}magic(1) q;`)).toEqual([
      'line 5: The opaque gate `magic` cannot be compiled: nothing says what it does.',
    ]);
  });
});

describe('the version', () => {
  test('is 2 or 3', () => {
    expect(refusals('OPENQASM 4.0;')[0]).toContain('line 1: OpenQASM 4.0 cannot be compiled');
    expect(refusals('OPENQASM 3.1;\nqubit q;')).toEqual([]);
  });

  test('is told by the library where no line tells it', () => {
    expect(refusals('include "qelib1.inc"; qreg angle[1]; h angle;')).toEqual([]);
    expect(refusals('include "stdgates.inc"; qubit[1] q; h q;')).toEqual([]);
  });
});
