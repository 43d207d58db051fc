import { measurementSize, type Circuit } from '../program/index.ts';
import { likeliestDistribution, type Misreading } from './mitigation/index.ts';
import type { PlannedJob, PlannedOutcomes } from './planned-job.ts';
import type { MeasuredCircuit } from './measured-circuit.ts';
import {
  type Counts,
  diagonalMean,
  type Estimate,
  frequencies,
  frequencyError,
  marginal,
  totalOf,
} from './results/index.ts';
import { unreadable } from './results/parse.ts';

/**
 * Adds what outcomes say to the numbers of a circuit. A number whose words are measured in several bases is the sum over
 * several pubs, or jobs; its error is the root of the sum of squares, because their shots are independent.
 * @param counts for each pub, for each of its rows
 * @param misreadings of the machine's qubits, to be taken out of probabilities; undefined leaves them
 * @throws UserProblem `answer-unreadable` where the answer does not have the shape that was asked for
 */
export function readOutcomes(
  job: PlannedJob,
  { measurements }: Circuit,
  counts: readonly (readonly Counts[])[],
  into: MeasuredCircuit,
  misreadings?: (qubit: number) => Misreading,
): void {
  if (counts.length !== job.pubs.length) {
    throw unreadable(
      `\`${job.name}\` runs ${job.pubs.length} circuits, and ${counts.length} answers came`,
    );
  }
  const sizes = measurements.map(measurementSize);
  const starts = sizes.map((_, k) => sizes.slice(0, k).reduce((sum, size) => sum + size, 0));
  const outputs = sizes.reduce((sum, size) => sum + size, 0);
  job.pubs.forEach(({ samples, parametric, outcomes }, k) => {
    if (outcomes === undefined) throw new Error(`a job for \`${job.program}\` has outcomes`);
    const rows = counts[k]!;
    const wanted = parametric ? samples.length : 1;
    if (rows.length !== wanted) {
      throw unreadable(`${wanted} samples were run, and outcomes of ${rows.length} came`);
    }
    rows.forEach((row, index) => {
      refuseOtherBits(row, outcomes);
      const add = (measurement: number, element: number, { value, error }: Estimate): void => {
        // Without parameters, one answer is that of every sample.
        for (const sample of parametric ? [samples[index]!] : samples) {
          const at = sample * outputs + starts[measurement]! + element;
          const before = into.values[at]!;
          into.values[at] = Number.isNaN(before) ? value : before + value;
          into.errors[at] = Number.isNaN(before) ? error : Math.hypot(into.errors[at]!, error);
        }
      };
      addWords(row, outcomes, add);
      addProbabilities(row, outcomes, add, misreadings);
    });
  });
}

type Add = (measurement: number, element: number, estimate: Estimate) => void;

/** Words of one number come from the same shots, so that they are added up shot by shot. */
function addWords(counts: Counts, { words }: PlannedOutcomes, add: Add): void {
  const numbers = Map.groupBy(words, ({ measurement, element }) => `${measurement} ${element}`);
  for (const terms of numbers.values()) {
    const [{ measurement, element }] = terms as [(typeof terms)[number]];
    add(measurement, element, diagonalMean(counts, terms));
  }
}

function addProbabilities(
  counts: Counts,
  { probabilities, qubits }: PlannedOutcomes,
  add: Add,
  misreadings: ((qubit: number) => Misreading) | undefined,
): void {
  const shots = totalOf(counts);
  for (const { measurement, bits } of probabilities) {
    const seen = frequencies(marginal(counts, bits), bits.length);
    const shares = misreadings
      ? likeliestDistribution(
          seen,
          bits.map((bit) => misreadings(qubits[bit]!)),
        )
      : seen;
    shares.forEach((value, element) =>
      add(measurement, element, { value, error: frequencyError(value, shots) }),
    );
  }
}

function refuseOtherBits(counts: Counts, { qubits }: PlannedOutcomes): void {
  const [outcome] = counts.keys();
  if (outcome === undefined) throw unreadable('a circuit has no shots');
  if (outcome.length === qubits.length) return;
  throw unreadable(`${qubits.length} qubits were measured, and outcomes of ${outcome.length} came`);
}
