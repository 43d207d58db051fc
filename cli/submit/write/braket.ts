import { emitBraket, type BraketTask } from '../../../compiler/emit/braket/index.ts';
import type { PlannedPub } from '../../../runtime/hardware/index.ts';
import type { WriteRequest, WrittenJob } from './written-job.ts';

/** Tasks of Amazon Braket, on the gates of the model's own circuit. @throws UserProblem */
export function writeBraket(request: Omit<WriteRequest, 'machine'>): readonly WrittenJob[] {
  const { program, circuit, samples, settings } = request;
  const { shots } = settings;
  return emitBraket(program, circuit, { samples, shots }).map(({ body, runs }): WrittenJob => ({
    program: 'braket',
    pubs: runs.map((run) => plannedRun(run, shots)),
    body: (tag) => JSON.stringify({ ...body, tags: { qmm: tag } }),
  }));
}

/** The first of the measured qubits is bit 0. */
function plannedRun({ samples, reading }: BraketTask['runs'][number], shots: number): PlannedPub {
  if (reading.kind === 'exact') throw new Error('with shots, a task tells outcomes');
  const { qubits, words, probabilities } = reading;
  const bitOf = (qubit: number): number => qubits.indexOf(qubit);
  return {
    samples,
    parametric: false,
    observables: [],
    registers: [],
    outcomes: {
      qubits,
      words: words.map(({ qubits: own, ...word }) => ({ ...word, bits: own.map(bitOf) })),
      probabilities: probabilities.map(({ measurement, qubits: own }) => ({
        measurement,
        bits: own.map(bitOf).toReversed(),
      })),
    },
    circuits: 1,
    shots,
  };
}
