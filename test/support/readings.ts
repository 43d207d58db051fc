import { measurementSize, type Circuit } from '../../runtime/program/index.ts';
import type { BasisCircuit } from '../../compiler/passes/in-bases.ts';

/** Outcomes of a circuit in some bases, for samples that share them. */
export interface Outcomes {
  readonly samples: readonly number[];
  /** By bit string, a column for each of the reading's qubits. */
  readonly counts: Readonly<Record<string, number>>;
  readonly reading: Pick<BasisCircuit, 'qubits' | 'words' | 'probabilities'>;
}

/** Numbers of a circuit for each sample, all zero, and where those of a readout are. */
export function emptyRows(
  { measurements }: Circuit,
  samples: number,
): {
  readonly rows: number[][];
  readonly place: (measurement: number, element: number) => number;
} {
  const sizes = measurements.map(measurementSize);
  const place = (measurement: number, element: number): number =>
    sizes.slice(0, measurement).reduce((sum, size) => sum + size, element);
  const width = place(sizes.length, 0);
  const rows = Array.from({ length: samples }, () => new Array<number>(width).fill(0));
  return { rows, place };
}

/** Adds to a sample's numbers what frequencies say of them. */
export function addOutcomes(
  row: number[],
  place: (measurement: number, element: number) => number,
  { counts, reading }: Omit<Outcomes, 'samples'>,
): void {
  const column = (qubit: number): number => reading.qubits.indexOf(qubit);
  const shots = Object.values(counts).reduce((sum, count) => sum + count, 0);
  for (const [bits, count] of Object.entries(counts)) {
    for (const { measurement, element, coefficient, qubits } of reading.words) {
      const ones = qubits.filter((qubit) => bits[column(qubit)] === '1').length;
      row[place(measurement, element)]! += (coefficient * (-1) ** ones * count) / shots;
    }
    for (const { measurement, qubits } of reading.probabilities) {
      const outcome = parseInt(qubits.map((qubit) => bits[column(qubit)]).join(''), 2);
      row[place(measurement, outcome)]! += count / shots;
    }
  }
}
