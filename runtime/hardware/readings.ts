import { measurementSize, type Circuit } from '../program/index.ts';
import { likeliestDistribution, type Misreading } from './mitigation/index.ts';
import type { MeasuredCircuit } from './measured-circuit.ts';
import type { PlannedJob, PlannedPub, PlannedRegister } from './planned-job.ts';
import { countsOf, frequencies, frequencyError } from './results/index.ts';
import { unreadable } from './results/parse.ts';
import { fieldOf, type PrimitiveResult, type PubResult } from './results/primitive.ts';

/**
 * Puts a job's answer where its numbers belong.
 * @param misreadings of the machine's qubits, to be taken out of sampled probabilities; undefined leaves them
 * @throws UserProblem `answer-unreadable` where the answer does not have the shape that was asked for
 */
export function readMeasurements(
  job: PlannedJob,
  { measurements }: Circuit,
  result: PrimitiveResult,
  into: MeasuredCircuit,
  misreadings?: (qubit: number) => Misreading,
): void {
  if (result.pubs.length !== job.pubs.length) {
    throw unreadable(`\`${job.name}\` has ${job.pubs.length} pubs, and ${result.pubs.length} came`);
  }
  const sizes = measurements.map(measurementSize);
  const starts = sizes.map((_, k) => sizes.slice(0, k).reduce((sum, size) => sum + size, 0));
  const outputs = sizes.reduce((sum, size) => sum + size, 0);
  job.pubs.forEach((pub, k) => {
    const answer = result.pubs[k]!;
    const write = (row: number, measurement: number, element: number, each: Measured): void => {
      // One answer without parameters is that of every sample.
      for (const sample of pub.parametric ? [pub.samples[row]!] : pub.samples) {
        const at = sample * outputs + starts[measurement]! + element;
        into.values[at] = each.value;
        into.errors[at] = each.error;
      }
    };
    if (job.program === 'estimator') readExpectations(pub, answer, write);
    else for (const each of pub.registers) readRegister(pub, each, answer, write, misreadings);
  });
}

interface Measured {
  readonly value: number;
  readonly error: number;
}

type Write = (row: number, measurement: number, element: number, each: Measured) => void;

function readExpectations(pub: PlannedPub, answer: PubResult, write: Write): void {
  const rows = rowsOf(pub);
  const means = fieldOf(answer, 'evs', 'numbers');
  const errors = fieldOf(answer, 'stds', 'numbers');
  const size = rows * pub.observables.length;
  if (means.values.length !== size || errors.values.length !== size) {
    throw unreadable(
      `${rows} samples and ${pub.observables.length} observables make ${size} expectations, and ${means.values.length} came with ${errors.values.length} errors`,
    );
  }
  for (let row = 0; row < rows; row++) {
    pub.observables.forEach(({ measurement, element }, k) => {
      const at = row * pub.observables.length + k;
      write(row, measurement, element, { value: means.values[at]!, error: errors.values[at]! });
    });
  }
}

function readRegister(
  pub: PlannedPub,
  { name, size, measurement, qubits }: PlannedRegister,
  answer: PubResult,
  write: Write,
  misreadings: ((qubit: number) => Misreading) | undefined,
): void {
  const rows = rowsOf(pub);
  const bits = fieldOf(answer, name, 'bits');
  if (bits.bits !== size || bits.outcomes.length !== rows * bits.shots || bits.shots === 0) {
    throw unreadable(
      `\`${name}\` is ${size} bits of ${rows} samples, and ${bits.bits} bits came in the shape [${[...bits.shape, bits.shots].join(', ')}]`,
    );
  }
  for (let row = 0; row < rows; row++) {
    const seen = frequencies(countsOf(bits, row), size);
    const shares = misreadings ? likeliestDistribution(seen, qubits.map(misreadings)) : seen;
    shares.forEach((value, element) =>
      write(row, measurement, element, { value, error: frequencyError(value, bits.shots) }),
    );
  }
}

function rowsOf({ parametric, samples }: PlannedPub): number {
  return parametric ? samples.length : 1;
}
