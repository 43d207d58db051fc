import type { Circuit } from '../program/index.ts';
import type { Misreading } from './mitigation/index.ts';
import { readOutcomes } from './outcome-readings.ts';
import type { PlannedJob } from './planned-job.ts';
import type { MeasuredCircuit } from './measured-circuit.ts';
import { readMeasurements } from './readings.ts';
import {
  type Counts,
  countsOf,
  decodeBraketTask,
  decodeExecutorResult,
  decodePrimitiveResult,
} from './results/index.ts';
import { unreadable } from './results/parse.ts';

/**
 * Reads the text that a service answered a job with, and puts its numbers where they belong.
 * @param misreadings of the machine's qubits, to be taken out of sampled probabilities; undefined leaves them
 * @throws UserProblem `answer-unreadable`
 */
export function readAnswer(
  job: PlannedJob,
  circuit: Circuit,
  text: string,
  into: MeasuredCircuit,
  misreadings?: (qubit: number) => Misreading,
): void {
  switch (job.program) {
    case 'estimator':
    case 'sampler':
      readMeasurements(job, circuit, decodePrimitiveResult(text), into, misreadings);
      return;
    case 'executor':
      readOutcomes(job, circuit, executorCounts(text), into, misreadings);
      return;
    case 'braket':
      readOutcomes(
        job,
        circuit,
        decodeBraketTask(text).map(({ counts }) => [counts]),
        into,
        misreadings,
      );
  }
}

/** For each item, for each row of values, the counts of its one register. */
function executorCounts(text: string): readonly (readonly Counts[])[] {
  return decodeExecutorResult(text).map((registers) => {
    const [register, ...others] = registers.values();
    if (register === undefined || others.length > 0) {
      throw unreadable(`an item of it has ${registers.size} registers in place of 1`);
    }
    const rows = register.shape.reduce((product, length) => product * length, 1);
    return Array.from({ length: rows }, (_, row) => countsOf(register, row));
  });
}
