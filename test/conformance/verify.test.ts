import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { verifyTexts } from '../../compiler/verify/index.ts';
import { changed, withChange } from '../support/changes.ts';
import { programOf, randomGate } from '../support/circuits.ts';
import { askPython, type PythonAnswers } from './python.ts';

interface Case {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly values: readonly Readonly<Record<string, number>>[];
}

interface Answer {
  readonly same?: boolean;
  readonly error?: string;
}

const nightly = process.env['QMM_NIGHTLY'] !== undefined;

const pair = fc.tuple(fc.array(randomGate(3), { maxLength: 8 }), changed);

/** Random circuits, and what became of them by a small change, at some numbers. */
const cases: readonly Case[] = fc
  .sample(pair, { seed: 8, numRuns: nightly ? 800 : 100 })
  .map(([gates, change], index): Case => {
    const program = programOf(3, gates, []);
    const [circuit] = program.circuits;
    const other = { ...program, circuits: [withChange(circuit!, change)] };
    const [a, b] = [program, other].map((each) => emitOpenqasm3(each, 0, { form: 'logical' }));
    const names = [...a!.inputs, ...b!.inputs].map(({ name }) => name);
    const values = [0.7].map((step) =>
      Object.fromEntries(names.map((name, k) => [name, Math.sin(1 + step * k) * 3])),
    );
    return { id: `${index}: ${change[0]}`, a: a!.text, b: b!.text, values };
  });

let answers: PythonAnswers<Answer>;

// The first time, a Python environment is made.
beforeAll(async () => {
  answers = await askPython<Answer>('operators.py', cases);
}, 600_000);

test('verdicts are those of Qiskit, which compares operators', (context) => {
  if (answers.kind === 'missing') return context.skip(answers.reason);
  const found = { equivalent: 0, different: 0, undecided: 0 };
  for (const { id, a, b } of cases) {
    const answer = answers.answers[id];
    expect(answer?.error).toBeUndefined();
    const { verdict } = verifyTexts({ path: 'a', text: a }, { path: 'b', text: b }).verdict;
    expect(`${id}: ${verdict}`).toBe(
      `${id}: ${answer?.same === true ? 'equivalent' : 'different'}`,
    );
    found[verdict] += 1;
  }
  // Neither kind is rare.
  expect(Math.min(found.equivalent, found.different)).toBeGreaterThan(20);
}, 300_000);
