import { beforeAll, describe, expect, test } from 'vitest';
import { emitBraket, type BraketTask } from '../../compiler/emit/braket/index.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';
import { isDynamic, type Program } from '../../runtime/program/index.ts';
import { addOutcomes, emptyRows } from '../support/readings.ts';
import { measured, stateAfter } from '../support/statevector.ts';
import { jobModels, withSharedWeights } from './jobs.ts';
import { askPython, type PythonAnswers } from './python.ts';
import { textModels, textValues } from './texts.ts';

interface Execution {
  /** By bit string, the columns in the order of the bits. */
  readonly counts: Readonly<Record<string, number>>;
  readonly values: readonly (number | readonly number[])[];
}

interface Answer {
  readonly error?: string;
  readonly tasks: readonly (readonly Execution[])[];
}

interface Case {
  readonly id: string;
  readonly bodies: readonly object[];
  readonly tasks: readonly BraketTask[];
  readonly program: Program;
  /** For each sample, the numbers of the whole circuit by our own reckoning. */
  readonly expected: readonly (readonly number[])[];
  readonly digits: number;
}

const SHOTS = 20_000;
const target = generatedDevice('linear:5')!;

/** Every gate and random circuits, exactly; whole models on samples, some without a modality, in every form. */
const cases: readonly Case[] = [
  ...textModels()
    .filter(({ program }) => !isDynamic(program.circuits[0]!))
    .map(({ name, program }) => {
      const samples = [{ values: textValues(name, program) }];
      return caseOf(`${name}, exact`, program, samples, { shots: null });
    }),
  ...jobModels()
    .filter(({ program }) => !isDynamic(program.circuits[0]!))
    .map(({ program, samples }) => ({ program, samples: withSharedWeights(program, samples) }))
    .flatMap(({ program, samples }) => [
      caseOf(`${program.model}, exact on a machine`, program, samples, { shots: null, target }),
      caseOf(`${program.model}, shots`, program, samples, { shots: SHOTS }),
      caseOf(`${program.model}, shots on a machine`, program, samples, { shots: SHOTS, target }),
    ]),
];

let asked: PythonAnswers<Answer>;

// The first time, a Python environment is made.
beforeAll(async () => {
  const bodies = cases.map(({ id, bodies: list }) => ({ id, bodies: list }));
  asked = await askPython<Answer>('braket_tasks.py', bodies);
}, 600_000);

describe("Amazon's default simulator runs our tasks and finds our numbers", () => {
  test.for(cases)('$id', ({ id, tasks, program, expected, digits }, context) => {
    if (asked.kind === 'missing') return context.skip(asked.reason);
    const answer = asked.answers[id]!;
    expect(answer.error).toBeUndefined();
    const found = numbersOf(program, tasks, answer.tasks, expected.length);
    found.forEach((row, sample) => {
      expect(row).toHaveLength(expected[sample]!.length);
      row.forEach((value, k) => expect(value).toBeCloseTo(expected[sample]![k]!, digits));
    });
  });
});

/** Frequencies of so many shots are within 0.05 of the probabilities, weights of words included. */
function caseOf(
  id: string,
  program: Program,
  samples: Parameters<typeof emitBraket>[2]['samples'],
  options: Omit<Parameters<typeof emitBraket>[2], 'samples'>,
): Case {
  const circuit = program.circuits[0]!;
  const tasks = emitBraket(program, 0, { samples, ...options });
  return {
    id,
    bodies: tasks.map(({ body }) => body),
    tasks,
    program,
    expected: samples.map(({ values, present }) =>
      measured(
        stateAfter(circuit, Array.from(values), (name) => present?.includes(name) ?? true),
        circuit.measurements,
      ),
    ),
    digits: options.shots === null ? 6 : 1,
  };
}

/** What the answers say for each sample, in the order of the circuit's readouts. */
function numbersOf(
  { circuits }: Program,
  tasks: readonly BraketTask[],
  answers: readonly (readonly Execution[])[],
  samples: number,
): number[][] {
  const { rows, place } = emptyRows(circuits[0]!, samples);
  tasks.forEach(({ runs }, task) => {
    expect(answers[task]).toHaveLength(runs.length);
    runs.forEach(({ samples: members, reading }, run) => {
      const { values, counts } = answers[task]![run]!;
      for (const row of members.map((sample) => rows[sample]!)) {
        if (reading.kind === 'exact') {
          for (const { measurement, element, coefficient, result } of reading.words)
            row[place(measurement, element)]! +=
              coefficient * (result === null ? 1 : Number(values[result]));
          for (const { measurement, result } of reading.probabilities)
            (values[result] as number[]).forEach(
              (value, k) => (row[place(measurement, k)] = value),
            );
          continue;
        }
        addOutcomes(row, place, { counts, reading });
      }
    });
  });
  return rows;
}
