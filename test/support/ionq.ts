import type { IonqGate, IonqJob } from '../../compiler/emit/ionq/index.ts';
import { measurementSize, type Circuit } from '../../runtime/program/index.ts';
import { applyGate, groundState, measured, type NumericGate, type State } from './statevector.ts';

/** IonQ's abstract names as the circuit's. */
const ALIASES: Readonly<Record<string, string>> = {
  si: 'sdg',
  ti: 'tdg',
  v: 'sx',
  vi: 'sxdg',
  xx: 'rxx',
  yy: 'ryy',
  zz: 'rzz',
};

/** The state after gates of IonQ's JSON, from the definitions in its documentation. */
export function ionqState(gates: readonly IonqGate[], qubits: number): State {
  return gates.flatMap(numeric).reduce(applyGate, groundState(qubits));
}

function numeric(gate: IonqGate): readonly NumericGate[] {
  const of = (name: string, qubits: readonly number[], ...angles: number[]): NumericGate => ({
    name,
    qubits,
    controls: 'controls' in gate ? (gate.controls ?? []) : [],
    angles,
  });
  const { gate: name } = gate;
  if ('angle' in gate) return [of('rzz', gate.targets, 2 * Math.PI * gate.angle)];
  if ('target' in gate) {
    // A turn by a half or a quarter about cos(phase) X + sin(phase) Y.
    const phase = 2 * Math.PI * gate.phase;
    const size = name === 'gpi' ? Math.PI : Math.PI / 2;
    const on = [gate.target];
    return [of('rz', on, -phase), of('rx', on, size), of('rz', on, phase)];
  }
  const angles = gate.rotation === undefined ? [] : [gate.rotation];
  return [of(ALIASES[name] ?? name, gate.targets, ...angles)];
}

/** What the histograms of jobs with infinitely many shots say for each sample, in the order of the circuit's readouts. */
export function ionqNumbers(
  { measurements, qubits }: Circuit,
  jobs: readonly IonqJob[],
  samples: number,
): number[][] {
  const sizes = measurements.map(measurementSize);
  const place = (measurement: number, element: number): number =>
    sizes.slice(0, measurement).reduce((sum, size) => sum + size, element);
  const rows = Array.from({ length: samples }, () =>
    new Array<number>(place(sizes.length, 0)).fill(0),
  );
  for (const { body, runs } of jobs) {
    if (body.type === 'ionq.qasm3.v1') throw new Error('a text is not run here');
    const circuits =
      body.type === 'ionq.circuit.v1'
        ? [body.input.circuit]
        : body.input.circuits.map(({ circuit }) => circuit);
    circuits.forEach((gates, k) => {
      const state = ionqState(gates, qubits.length);
      const { sample, qubits: numbered, words, probabilities } = runs[k]!;
      const numberOf = (qubit: number): number =>
        numbered.find((one) => one.qubit === qubit)!.number;
      const row = rows[sample]!;
      for (const { measurement, element, coefficient, qubits: of } of words) {
        const factors = of.map((qubit) => ({ qubit: numberOf(qubit), pauli: 'Z' as const }));
        const [mean] = measured(state, [
          { kind: 'expectation', terms: [{ coefficient, factors }] },
        ]);
        row[place(measurement, element)]! += mean!;
      }
      for (const { measurement, qubits: of } of probabilities) {
        const found = measured(state, [{ kind: 'probabilities', qubits: of.map(numberOf) }]);
        found.forEach((value, outcome) => (row[place(measurement, outcome)] = value));
      }
    });
  }
  return rows;
}
