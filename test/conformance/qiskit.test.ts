import { beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { askQiskit, type Answer, type Answers } from './qiskit.ts';
import { inCircuitOrder, textFixtures } from './texts.ts';

const texts = await textFixtures();

let answers: Answers;

beforeAll(async () => {
  answers = await askQiskit(texts.map((fixture) => fixture.case));
}, 600_000);

describe('Qiskit reads our OpenQASM 3 and finds our numbers', () => {
  test.for(texts)('$case.id', (fixture, context) => {
    const answer = answerTo(fixture.case.id, context);
    const { inputs, width } = fixture.emitted;
    expect(answer.qubits).toBe(width);
    expect(answer.parameters).toEqual(inputs.map(({ name }) => name));
    expect(answer.isa ?? '').toBe('');
    const found = inCircuitOrder(fixture.emitted, answer.expectations!, answer.probabilities!);
    expect(found).toHaveLength(fixture.expected.length);
    found.forEach((value, k) => expect(value).toBeCloseTo(fixture.expected[k]!, 6));
  });
});

/** Skips by name where there is no Python; in CI that has failed before. */
function answerTo(id: string, context: TestContext): Answer {
  if (answers.kind === 'missing') return context.skip(answers.reason);
  return answers.of(id);
}
