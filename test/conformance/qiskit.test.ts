import { beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { encodeNdarray } from '../../compiler/emit/runtime/index.ts';
import { measurementSize } from '../../runtime/program/index.ts';
import { SHOTS, jobFixtures, type JobFixture } from './jobs.ts';
import { askQiskit, type Answer, type Answers, type Case } from './qiskit.ts';
import { slotCases } from './slots.ts';
import { inCircuitOrder, textFixtures } from './texts.ts';

const texts = await textFixtures();
const jobs = await jobFixtures();
const slotted = slotCases();
const arrays = [
  { shape: [], values: [1.25] },
  { shape: [0], values: [] },
  { shape: [3], values: [0.1, -2.5, 1e-300] },
  { shape: [2, 1, 3], values: [0, 0.25, 0.5, 0.75, 1, -1.7976931348623157e308] },
].map((array) => ({ id: `array of shape (${array.shape.join(', ')})`, array }));

let answers: Answers;

// The first time, a Python environment is made.
beforeAll(async () => {
  answers = await askQiskit([
    ...texts.map((fixture) => fixture.case),
    ...jobs.map((fixture) => fixture.case),
    ...slotted,
    ...arrays.map(({ id, array }): Case => ({
      id,
      kind: 'array',
      text: JSON.stringify(encodeNdarray(array)),
    })),
  ]);
}, 600_000);

describe('Qiskit reads our OpenQASM 3 and finds our numbers', () => {
  test.for(texts)('$case.id', (fixture, context) => {
    const answer = answerTo(fixture.case.id, context);
    const { inputs, slots, width } = fixture.emitted;
    expect(answer.qubits).toBe(width);
    expect(answer.parameters).toEqual(slots?.names ?? inputs.map(({ name }) => name));
    expect(answer.isa ?? '').toBe('');
    const found = inCircuitOrder(fixture.emitted, answer.expectations!, answer.probabilities!);
    expect(found).toHaveLength(fixture.expected.length);
    found.forEach((value, k) => expect(value).toBeCloseTo(fixture.expected[k]!, 6));
  });
});

describe('the Runtime client decodes our jobs, accepts them for the machine, and finds our numbers', () => {
  test.for(jobs)('$case.id', (fixture, context) => {
    const answer = answerTo(fixture.case.id, context);
    expect(answer.backend).toBe('ibm_fez');
    expect(answer.pubs!.map(({ qubits }) => qubits)).toEqual(fixture.job.pubs.map(() => 156));
    expect(answer.pubs!.map(({ isa }) => isa)).toEqual(fixture.job.pubs.map(() => ''));
    if (fixture.job.body.program_id === 'estimator') compareExpectations(fixture, answer);
    else compareCounts(fixture, answer);
  });
});

describe('Qiskit finds one unitary in a circuit and in its compiled text with the angles of the bind program', () => {
  test.for(slotted)('$id', ({ id }, context) => {
    expect(answerTo(id, context).fidelity).toBeCloseTo(1, 8);
  });
});

describe('NumPy reads our arrays', () => {
  test.for(arrays)('$id', ({ id, array }, context) => {
    const answer = answerTo(id, context);
    expect(answer.dtype).toBe('float64');
    expect(answer.shape).toEqual(array.shape);
    expect([answer.values].flat(9)).toEqual(array.values);
  });
});

function compareExpectations({ job, circuit, expected }: JobFixture, answer: Answer): void {
  const places = offsets(circuit.measurements.map(measurementSize));
  job.pubs.forEach(({ samples, circuit: { observables } }, pub) => {
    samples.forEach((sample, row) => {
      observables.forEach(({ measurement, element }, k) => {
        const found = answer.pubs![pub]!.expectations![row]![k]!;
        expect(found).toBeCloseTo(expected[sample]![places[measurement]! + element]!, 6);
      });
    });
  });
}

/** Drawn with a fixed seed; 0.02 is over five standard deviations of a frequency of this many shots. */
function compareCounts({ job, circuit, expected }: JobFixture, answer: Answer): void {
  const places = offsets(circuit.measurements.map(measurementSize));
  job.pubs.forEach(({ samples, circuit: { registers } }, pub) => {
    samples.forEach((sample, row) => {
      for (const { name, measurement, size } of registers) {
        const counts = answer.pubs![pub]!.counts![name]![row]!;
        for (let outcome = 0; outcome < 2 ** size; outcome++) {
          const frequency = (counts[outcome] ?? 0) / SHOTS;
          const probability = expected[sample]![places[measurement]! + outcome]!;
          expect(Math.abs(frequency - probability)).toBeLessThan(0.02);
        }
      }
    });
  });
}

function offsets(sizes: readonly number[]): number[] {
  return sizes.map((_, k) => sizes.slice(0, k).reduce((sum, size) => sum + size, 0));
}

/** Skips by name where there is no Python; in CI that has failed before. */
function answerTo(id: string, context: TestContext): Answer {
  if (answers.kind === 'missing') return context.skip(answers.reason);
  return answers.of(id);
}
