import { likeliestDistribution } from '../../hardware/mitigation/index.ts';
import { type Circuit, type Measurement, pauliPolynomials } from '../../program/index.ts';
import { askMachine, type MachineRequest, outputsOf } from './machine.ts';
import { misreading } from './noise-models.ts';

/**
 * Values with the misreadings of a machine taken out, each bit being misread with the same probability e: a Pauli word
 * of w factors is measured `(1 - 2 e)^w` times too small, and a distribution is the one that explains what was seen
 * best (Bravyi et al. 2021, section II).
 * @param request whose noise is replaced; of a circuit without amplitudes among its readouts
 * @param error probability of a wrong bit, below a half
 * @returns row-major `[rows, outputs]`
 */
export function withoutMisreadings(
  request: Omit<MachineRequest, 'noise'>,
  error: number,
): Float64Array {
  const { circuit, rows } = request;
  const words = wordByWord(circuit);
  const seen = askMachine({ ...request, circuit: words, noise: misreading(error) });
  const [width, outputs] = [outputsOf(words), outputsOf(circuit)];
  const found = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    let [from, to] = [row * width, row * outputs];
    for (const measurement of circuit.measurements) {
      if (measurement.kind === 'probabilities') {
        const size = 2 ** measurement.qubits.length;
        const mended = likeliestDistribution(
          seen.subarray(from, from + size),
          measurement.qubits.map(() => ({ zeroAsOne: error, oneAsZero: error })),
        );
        found.set(mended, to);
        from += size;
        to += size;
        continue;
      }
      for (const terms of pauliPolynomials(measurement)) {
        for (const { coefficient, factors } of terms) {
          found[to]! += (coefficient * seen[from]!) / (1 - 2 * error) ** factors.length;
          from += 1;
        }
        to += 1;
      }
    }
  }
  return found;
}

/** The circuit with an expectation of its own for each Pauli word that it reads. */
function wordByWord(circuit: Circuit): Circuit {
  const measurements = circuit.measurements.flatMap((measurement): readonly Measurement[] => {
    if (measurement.kind === 'probabilities') return [measurement];
    return pauliPolynomials(measurement).flatMap((terms) =>
      terms.map(({ factors }) => ({ kind: 'expectation', terms: [{ coefficient: 1, factors }] })),
    );
  });
  return { ...circuit, measurements };
}
