import { describe, expect, test } from 'vitest';
import { compileText, lineOf } from '../support/compile.ts';
import { gateText } from '../support/gate-text.ts';
import { version2, version3 } from './support.ts';

const ansatz = `${version3}
input float[64] alpha;
input float[64] beta;
qubit[2] left;
qubit right;
ry(alpha / 2) left;
rz(pi / 4 - 2 * beta) right;
cx left[1], right;
gate twist(t) p, q { rzz_like(t) p, q; }
`.replace('gate twist', 'gate rzz_like(t) p, q { cx p, q; rz(t) q; cx p, q; }\ngate twist');

function compileWith(use: string, body: string, files: Record<string, string> = {}) {
  const text = `${use}
model M {
  modality x: real[2]
${body}
  readout y = expect(Z(q))
}
`;
  const { diagnostics, runs } = compileText(text, { 'my-ansatz.qasm': ansatz, ...files });
  const where = (file: string): string => files[file] ?? (file === 'main.qmm' ? text : ansatz);
  return {
    gates: runs.flatMap(({ program }) => gateText(program)),
    problems: diagnostics.map(
      ({ at, code, message }) =>
        `${at.file}:${lineOf(where(at.file), at.start)} ${code}: ${message}`,
    ),
    runs,
  };
}

describe('an OpenQASM program is a circuit of the name of its file', () => {
  const use = 'use my_ansatz from "my-ansatz.qasm"';

  test('its registers are operands, its inputs arguments, and sizes are inferred from it', () => {
    const { gates, problems } = compileWith(
      use,
      `  register q
  register r
  // allow blind-encoder: how it is applied is what matters here
  encode x[0], x[1] into q, r with my_ansatz`,
    );
    expect(problems).toEqual([]);
    expect(gates).toEqual([
      'ry(1/2*x[0]) q0 if x',
      'ry(1/2*x[0]) q1 if x',
      'rz(-2*x[1] + pi/4) r0 if x',
      'cx q1 r0 if x',
    ]);
  });

  test('arguments may be weights, and have names', () => {
    const { gates, problems } = compileWith(
      'use my_ansatz as borrowed from "my-ansatz.qasm"',
      `  register q
  register r
  param w: angle[2]
  encode x into q with rx
  evolve q, r with borrowed(beta: w[0], alpha: 2 * w[1])`,
    );
    expect(problems).toEqual([]);
    expect(gates.slice(2)).toEqual([
      'ry(w[1]) q0',
      'ry(w[1]) q1',
      'rz(-2*w[0] + pi/4) r0',
      'cx q1 r0',
    ]);
  });

  test('it can be inverted and controlled', () => {
    const { gates, problems } = compileWith(
      `use my_ansatz from "my-ansatz.qasm"
circuit around(a: angle) on c[1], q[3] {
  control c { inverse { my_ansatz(a, 0) q[0..2], q[2] } }
}`,
      `  register c, q
  encode x into q[0..2] with rx
  evolve c, q with around(1)`,
    );
    expect(problems).toEqual([]);
    expect(gates.slice(2)).toEqual([
      'ccx c0 q1 q2',
      'crz(-pi/4) c0 q2',
      'cry(-1/2) c0 q1',
      'cry(-1/2) c0 q0',
    ]);
  });

  test('drawings group its gates under its name', () => {
    const { runs } = compileWith(
      use,
      '  register q, r\n  encode x[0], x[1] into q, r with my_ansatz',
    );
    const { program } = runs[0]!;
    const paths = program.circuits[0]!.gates.map(({ origin }) => program.origins[origin]!.path);
    expect(paths.map((path) => path.at(-1))).toEqual(Array(4).fill('my_ansatz'));
  });
});

describe('a gate of an OpenQASM file is a circuit', () => {
  test('with a wire for each qubit, repeated over registers', () => {
    const { gates, problems } = compileWith(
      'use twist from "my-ansatz.qasm"',
      `  register q[4]
  encode x into q[0..2] with ry
  evolve q[0..2], q[2..4] with twist(pi / 2)`,
    );
    expect(problems).toEqual([]);
    expect(gates.slice(2)).toEqual([
      ...['cx q0 q2', 'rz(pi/2) q2', 'cx q0 q2'],
      ...['cx q1 q3', 'rz(pi/2) q3', 'cx q1 q3'],
    ]);
  });
});

describe('what the language has no word for', () => {
  test('is written with control and inverse: sxdg, many controls, a global phase under a control', () => {
    const library = `${version3}
gate odd(t) a, b, c { inv @ sx a; ctrl(2) @ z a, b, c; ctrl @ swap a, b, c; gphase(t); }
`;
    const { gates, problems } = compileWith(
      `use odd from "odd.qasm"
circuit guarded on q[4] { control q[3] { odd(1) q[0], q[1], q[2] } }`,
      `  register q
  encode x into q[0..2] with ry
  evolve q with guarded`,
      { 'odd.qasm': library },
    );
    expect(problems).toEqual([]);
    expect(gates.slice(2)).toEqual([
      'csxdg q3 q0',
      'cccz q3 q0 q1 q2',
      'ccswap q3 q0 q1 q2',
      'crz(-2) q3 q0',
      'cp(2) q3 q0',
    ]);
  });
});

describe('refused, once,', () => {
  test.each([
    [
      'a file that is not there',
      'use nope from "nope.qasm"',
      'nope',
      'main.qmm:1 import-not-found',
    ],
    [
      'a name that the file does not define',
      'use twirl from "my-ansatz.qasm"',
      'twirl',
      'main.qmm:1 import-not-found: `my-ansatz.qasm` declares no `twirl`.',
    ],
    [
      'a register of the wrong size',
      'use my_ansatz from "my-ansatz.qasm"',
      'my_ansatz(1, 2)',
      'main.qmm:7 size-mismatch: `r` has 3 qubits, but `my_ansatz` takes one qubit for `qubit right`.',
    ],
    [
      'an argument too few',
      'use my_ansatz from "my-ansatz.qasm"',
      'my_ansatz(1)',
      'main.qmm:7 missing-argument: `my_ansatz` needs a value for `beta`.',
    ],
    [
      'a file that cannot be read',
      'use broken from "broken.qasm"',
      'broken',
      'broken.qasm:3 openqasm-syntax',
    ],
  ])('%s', (_, use, circuit, problem) => {
    const { problems } = compileWith(
      use,
      `  register q[2]
  register r[3]
  encode x into q with ry
  evolve q, r with ${circuit}`,
      {
        'broken.qasm': `${version2}qreg q[2;`,
      },
    );
    expect(problems.filter((one) => !one.includes('unused-name'))).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});
