import { describe, expect, test } from 'vitest';
import { compileText } from '../support/compile.ts';
import { gateText } from '../support/gate-text.ts';

/** What the compiler says of a circuit `c` on `q[4]`, behind an encoding of four features. */
function compiled(circuits: string, readout = 'expect(Z(q))', more = '') {
  const { diagnostics, runs } = compileText(`
${circuits}
model M {
  modality x: real[4]
  register q[4]
  encode x into q with ry
  evolve q with c
  ${more}
  readout y = ${readout}
}
`);
  const [run] = runs;
  return {
    gates: (run ? gateText(run.program) : []).filter((line) => !line.endsWith(' if x')),
    problems: diagnostics
      .filter(({ code }) => code !== 'unused-name')
      .map(({ code, message, help }) => [`${code}: ${message}`, help].filter(Boolean).join(' ')),
  };
}

const circuit = (body: string): string => `circuit c on q[n] {\n${body}\n}`;
const gatesOf = (body: string, readout?: string): string[] => {
  const { gates, problems } = compiled(circuit(body), readout);
  expect(problems).toEqual([]);
  return gates;
};
const problemsOf = (body: string): string[] => compiled(circuit(body)).problems;

describe('an outcome', () => {
  test('decides which of two branches acts, and has the name of its `let`', () => {
    expect(
      gatesOf(`let m = measure(q[0])
if m {
  x q[1]
} else {
  h q[2]
}`),
    ).toEqual(['measure q0 -> m0', 'x q1 if m0', 'h q2 if not m0']);
  });

  test('of a register is a bit for each qubit, which are indexed, sliced and walked over', () => {
    expect(
      gatesOf(`let m = measure(q[0..3])
if m[0] {
  x q[3]
}
let last = m[1..3]
if last[-1] {
  y q[3]
}
for (k, b) in zip(q[0..3], m) {
  if b {
    z k
  }
}
for b in last {
  if b {
    h q[3]
  }
}`),
    ).toEqual([
      ...['measure q0 -> m0', 'measure q1 -> m1', 'measure q2 -> m2'],
      ...['x q3 if m0', 'y q3 if m2'],
      ...['z q0 if m0', 'z q1 if m1', 'z q2 if m2'],
      ...['h q3 if m1', 'h q3 if m2'],
    ]);
  });

  test('is joined by not, and, or, == and !=, also with what the compiler knows', () => {
    const under = (condition: string): string[] =>
      gatesOf(`let m = measure(q[0])
let k = measure(q[1])
if ${condition} {
  x q[2]
}`).slice(2);
    expect(under('m and not k')).toEqual(['x q2 if m0 and not k0']);
    expect(under('not (m or k)')).toEqual(['x q2 if not (m0 or k0)']);
    expect(under('m == k')).toEqual(['x q2 if m0 == k0']);
    expect(under('m != k')).toEqual(['x q2 if m0 != k0']);
    expect(under('m == 0')).toEqual(['x q2 if not m0']);
    expect(under('1 != m')).toEqual(['x q2 if not m0']);
    expect(under('m and true or false')).toEqual(['x q2 if m0']);
    expect(under('m or true')).toEqual(['x q2']);
    expect(under('m and n == 3')).toEqual([]);
    expect(under('not not m')).toEqual(['x q2 if m0']);
  });

  test('holds in blocks within each other, and behind `else if`', () => {
    expect(
      gatesOf(`let m = measure(q[0])
if m {
  let k = measure(q[1])
  if k {
    x q[2]
  }
} else if n == 4 {
  if not m {
    y q[2]
  }
}`),
    ).toEqual([
      'measure q0 -> m0',
      'measure q1 -> k0 if m0',
      'x q2 if m0, k0',
      'y q2 if not m0, not m0',
    ]);
  });

  test('goes into circuits as an argument of type `bit`, and is dealt out over a register', () => {
    const { gates, problems } = compiled(`
circuit flip(b: bit) on q {
  if b {
    x q
  }
}
circuit all(b: bit[m]) on q[n] {
  if b[0] and b[m - 1] {
    h q[0]
  }
}
circuit c on q[n] {
  let m = measure(q[0..2])
  flip(m) q[2..4]
  flip(m[1]) q[0]
  all(m) q[2..4]
}`);
    expect(problems).toEqual([]);
    expect(gates.slice(2)).toEqual(['x q2 if m0', 'x q3 if m1', 'x q0 if m1', 'h q2 if m0 and m1']);
  });

  test('of each pass of a loop is a bit of its own, and so are its weights', () => {
    expect(
      gatesOf(`for (a, b) in couples(q) {
  let m = measure(a)
  if m {
    param w: angle
    rx(w) b
  }
}`),
    ).toEqual(['measure q0 -> m0', 'rx(w[0]) q1 if m0', 'measure q2 -> m1', 'rx(w[1]) q3 if m1']);
  });

  test('may be asked for where it is measured', () => {
    expect(gatesOf('if measure(q[0]) {\n  x q[1]\n}')).toEqual([
      'measure q0 -> outcome0',
      'x q1 if outcome0',
    ]);
  });

  test('carries what its qubit carries to what it decides', () => {
    const { problems } = compiled(
      `circuit c on q[n] {
  let m = measure(q[0])
  if m {
    x q[1]
  }
}`,
      'expect(Z(q))',
      `modality y2: real[1]
  register r
  encode y2 into r with ry
  evolve q[1], r with cx`,
    );
    expect(problems).toEqual([expect.stringMatching(/^evolve-spans-sources: .*`x` and `y2`/)]);
  });
});

describe('what reaches a readout', () => {
  test('passes through outcomes, and not through a reset', () => {
    const body = `h q[0]
cx q[0], q[1]
let m = measure(q[0])
reset q[0]
ry(0.5) q[0]
if m {
  x q[2]
}
reset q[3]`;
    expect(gatesOf(body, 'expect(Z(q[0]))')).toEqual(['reset q0', 'ry(1/2) q0']);
    expect(gatesOf(body, 'expect(Z(q[2]))')).toEqual([
      'h q0',
      'cx q0 q1',
      'measure q0 -> m0',
      'x q2 if m0',
    ]);
  });
});

describe('a qubit that was reset', () => {
  test('is fresh again, and carries nothing', () => {
    const { problems, gates } = compiled(
      circuit('reset q[2..4]'),
      'expect(Z(q))',
      'encode [0.6, 0, 0, 0.8] into q[2..4] with prepare',
    );
    expect(problems).toEqual([]);
    expect(gates.at(-1)).toBe('prepare(3/5, 0, 0, 4/5) q2 q3');
  });

  test('under a condition is neither', () => {
    const { problems } = compiled(
      circuit('let m = measure(q[0])\nif m {\n  reset q[2..4]\n}'),
      'expect(Z(q))',
      'encode [0.6, 0, 0, 0.8] into q[2..4] with prepare',
    );
    expect(problems).toEqual([expect.stringMatching(/^needs-fresh-qubits/)]);
  });
});

describe('refused', () => {
  test.each([
    [
      'a whole register as a condition',
      'let m = measure(q)\nif m {\n  x q[0]\n}',
      'type-mismatch: `m` is 4 measured bits. Wanted here: a single bit. Name the bit: `m[0]`; several are joined by `and`, `or`, `==`.',
    ],
    [
      'a bit as an angle',
      'let m = measure(q[0])\nrx(m) q[1]',
      'type-mismatch: `m` is a measured bit. Wanted here: an angle for `rx`.',
    ],
    [
      'a bit in arithmetic',
      'let m = measure(q[0])\nrx(2 * m) q[1]',
      'type-mismatch: `m` is a measured bit. Wanted here: a number.',
    ],
    [
      'a bit compared with a size',
      'let m = measure(q[0])\nif m < n {\n  x q[1]\n}',
      'type-mismatch: `m < n` is no condition on a measured bit. Wanted here: bits joined by `and`, `or`, `not`, `==` or `!=`, or one compared with 0 or 1.',
    ],
    [
      'an index beyond the bits',
      'let m = measure(q)\nif m[4] {\n  x q[0]\n}',
      'index-out-of-range: `m` has bits 0 to 3, and 4 is asked for.',
    ],
    [
      'a measurement that is controlled',
      'control q[0] {\n  let m = measure(q[1])\n}',
      'not-unitary: `measure` cannot be controlled: it is not unitary.',
    ],
    [
      'a condition that is inverted',
      'let m = measure(q[0])\ninverse {\n  if m {\n    x q[1]\n  }\n}',
      'not-unitary: `if m` cannot be inverted: it is not unitary.',
    ],
    [
      'a qubit that is dropped in one branch',
      'let m = measure(q[0])\nif m {\n  drop q[1]\n}',
      'not-unitary: `drop` cannot depend on a measured bit: which qubits there are, and how they start, is settled before the circuit runs. Drop it behind the `if`, or `reset` it here.',
    ],
    [
      'a bit outside the block that measures it',
      'if n == 4 {\n  let m = measure(q[0])\n}\nif m {\n  x q[0]\n}',
      'unknown-name: There is no value, function or circuit named `m` here. Did you mean `n`?',
    ],
  ])('%s', (_, body, problem) => {
    expect(problemsOf(body)).toEqual([problem]);
  });

  test('a measurement in a model', () => {
    const { problems } = compiled(circuit('h q'), 'expect(Z(q))', 'let m = measure(q)');
    expect(problems).toEqual([
      'wrong-block: `measure` does not belong in a model: circuits measure on the way, and what is read in the end is `probs(q)` or `expect(Z(q))`.',
    ]);
  });
});
