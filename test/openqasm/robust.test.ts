import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circuitDeclaration, readOpenqasm, toProgram } from '../../compiler/openqasm/index.ts';
import { version2, version3 } from './support.ts';

const programs: readonly string[] = [
  `${version2}gate g(a, b) q, r { rz(a / -b) q; cx q, r; }
qreg q[3]; creg c[3];
g(pi, 2^3) q[0], q[1]; h q; barrier q[0], q[2];
measure q -> c; if (c == 5) x q[0]; reset q[1]; opaque o q;`,
  `${version3}input float[64] theta;
const int n = 4; qubit[n] q; qubit $; bit[2] c; let e = q[0:2:3] ++ q[{1, 3}];
for uint i in [0:n - 2] { ctrl @ inv @ rx(theta * i) q[i], q[i + 1]; }
pow(2) @ ry(sin(pi)) q[-1]; negctrl(2) @ U(1, 2, 3) q[0], q[1], q[2]; ctrl @ gphase(1e3) q[0];
c[0] = measure q[0]; if (!c[0]) { x q[1]; } else z q[2];
gate g(t) a { rz(t) a; for int i in {1, 2} { h a; } } g(0x1F) q; while (true) { h q; }`,
];

const word = /(\s+|\b|[()[\]{},;:=@+*/-])/;

/** A program with a few of its words taken out, replaced, doubled or swapped. */
const broken = fc
  .record({
    program: fc.constantFrom(...programs),
    changes: fc.array(
      fc.record({
        at: fc.nat(),
        from: fc.nat(),
        kind: fc.constantFrom('delete', 'replace', 'insert', 'number', 'noise'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    noise: fc.string({ unit: 'binary', maxLength: 4 }),
  })
  .map(({ program, changes, noise }) => {
    const words = program.split(word).filter((part) => part !== '');
    for (const { at, from, kind } of changes) {
      const place = at % words.length;
      const other = words[from % words.length]!;
      if (kind === 'delete') words.splice(place, 1);
      else if (kind === 'insert') words.splice(place, 0, other);
      else if (kind === 'noise') words.splice(place, 0, noise);
      else words[place] = kind === 'number' ? String((from % 7) * 10 ** (at % 12)) : other;
    }
    return words.join('');
  });

const many = process.env['QMM_NIGHTLY'] !== undefined;

test('any broken program is answered with sentences that point into it, never with an exception', () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 4, arbitrary: broken }, fc.string({ unit: 'binary' })),
      (text) => {
        const { program, diagnostics } = readOpenqasm(text, 'broken.qasm');
        toProgram(program);
        const all = [...diagnostics, ...circuitDeclaration(program).diagnostics];
        for (const { at, message } of all) {
          expect(message).toMatch(/^[^]*\.$/);
          expect(0 <= at.start && at.start <= at.end && at.end <= text.length).toBe(true);
        }
      },
    ),
    { numRuns: many ? 20_000 : 150, seed: 20261123 },
  );
});

test.each([
  ['brackets', `${version3}qubit q; rz(${'('.repeat(50_000)}`],
  ['operators', `${version3}qubit q; rz(${'-'.repeat(50_000)}1) q;`],
  ['powers', `${version3}qubit q; rz(${'1 ** '.repeat(50_000)}1) q;`],
  ['conditions', `${version3}qubit q; ${'if (true) '.repeat(50_000)}x q;`],
  ['modifiers', `${version3}qubit q; ${'inv @ '.repeat(3000)}x q;`],
  ['mistakes', `${version3}qubit[2 q;\n`.repeat(20_000)],
  ['wrong operands', `${version3}qubit q;\n${'h r;\n'.repeat(20_000)}`],
  [
    'doubling gates',
    `${version3}gate g0 a { x a; y a; }\n${Array.from(
      { length: 60 },
      (_, k) => `gate g${k + 1} a { g${k} a; g${k} a; }`,
    ).join('\n')}\nqubit q; g60 q;`,
  ],
  ['loops in loops', `${version3}qubit q; ${'for int i in [0:100000] '.repeat(5)} x q;`],
])('%s without end are answered within seconds', (_, text) => {
  const { diagnostics } = readOpenqasm(text, 'deep.qasm');
  expect(diagnostics.length).toBeLessThanOrEqual(60);
});
