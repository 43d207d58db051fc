import {
  isMarker,
  type Circuit,
  type Measurement,
  type Program,
} from '../../../runtime/program/index.ts';

/** How flat the landscape of an objective may be, told from the shape of its circuits alone. */
export interface Plateau {
  /** Qubits that the widest reading of an objective can depend on. */
  readonly cone: number;
  /** Entangling gates in that cone that a qubit takes part in, on average: a ladder over all qubits counts two. */
  readonly layers: number;
  readonly risk: 'low' | 'some' | 'high';
}

/** From so many qubits on, gradients of a random circuit are hard to see: 2^-6 of the largest, and 2^-10. */
const HARD = 6;
const HARDEST = 10;

/**
 * A circuit that is deep for its width looks random to what reads it, and the variance of its gradients falls like
 * 2^-n in the qubits n of the reading's light cone (McClean et al. 2018; Cerezo et al. 2021 for readings of few
 * qubits). Shallow circuits keep larger gradients. A trained start or structured data may do better, or worse.
 */
export function plateauOf(program: Program): Plateau {
  const cones = program.circuits.flatMap((circuit) =>
    circuit.measurements.map((measurement) => coneOf(circuit, qubitsOf(measurement))),
  );
  const widest = cones.reduce(
    (most, one) =>
      one.cone > most.cone || (one.cone === most.cone && one.layers > most.layers) ? one : most,
    { cone: 0, layers: 0 },
  );
  const isDeep = widest.layers >= widest.cone;
  const risk = !isDeep || widest.cone < HARD ? 'low' : widest.cone < HARDEST ? 'some' : 'high';
  return { ...widest, risk };
}

function qubitsOf(measurement: Measurement): number[] {
  if (measurement.kind !== 'expectation') return [...measurement.qubits];
  // Terms are averages of their own; the widest decides.
  return measurement.terms.reduce<number[]>((most, { factors }) => {
    const qubits = factors.map(({ qubit }) => qubit);
    return qubits.length > most.length ? qubits : most;
  }, []);
}

/** What can reach these qubits, from the end of the circuit backwards. */
function coneOf(circuit: Circuit, qubits: readonly number[]): Omit<Plateau, 'risk'> {
  const reached = new Set(qubits);
  let entanglers = 0;
  for (const gate of circuit.gates.toReversed()) {
    const touched = [...gate.controls, ...gate.qubits];
    if (isMarker(gate.name) || !touched.some((qubit) => reached.has(qubit))) continue;
    for (const qubit of touched) reached.add(qubit);
    if (touched.length > 1) entanglers++;
  }
  return { cone: reached.size, layers: Math.round((2 * entanglers) / Math.max(1, reached.size)) };
}
