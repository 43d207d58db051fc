import type { Affine, Circuit, Measurement } from '../../runtime/program/circuit.ts';
import { exact } from '../../runtime/program/index.ts';
import { orderLeaves } from '../../runtime/simulate/run/leaves.ts';
import type { Workload } from '../workload.ts';

/** `constant + sum(coefficient * leaf)`. */
export interface AngleDescription {
  readonly constant: number;
  /** Has the leaf a value per sample? Its position among those of its kind. */
  readonly terms: readonly (readonly [perSample: boolean, index: number, coefficient: number])[];
}

export interface GateDescription {
  readonly name: string;
  readonly qubits: readonly number[];
  readonly controls: readonly number[];
  readonly angle: AngleDescription | null;
}

/** `coefficient * <P>`, P a product of Paulis. */
export interface ObservableDescription {
  readonly coefficient: number;
  readonly factors: readonly (readonly [qubit: number, pauli: string])[];
}

/** A circuit in words that every peer understands; its loss is the sum of the observables, averaged over a batch. */
export interface CircuitDescription {
  readonly qubits: number;
  readonly gates: readonly GateDescription[];
  readonly observables: readonly ObservableDescription[];
}

/**
 * @param weights of the circuit's outputs in the loss, one for each expectation value
 * @throws Error for what peers are not asked: readouts other than expectation values, gates with several angles
 */
export function describeCircuit(
  { circuit, sampled }: Workload,
  weights: readonly number[],
): CircuitDescription {
  const place = placesOf(sampled);
  return {
    qubits: circuit.qubits.length,
    gates: circuit.gates.map(({ name, qubits, controls, angles, conditions }) => {
      if (angles.length > 1 || conditions !== undefined || name === 'measure' || name === 'reset') {
        throw new Error(`peers are not asked for \`${name}\` as it stands here`);
      }
      const angle = angles.map((index) => describeAngle(circuit.angles[index]!, place))[0] ?? null;
      return { name, qubits, controls, angle };
    }),
    observables: observablesOf(circuit, weights),
  };
}

type Place = readonly [perSample: boolean, index: number];

function placesOf(isSampled: readonly boolean[]): readonly Place[] {
  const { shared, sampled } = orderLeaves(isSampled);
  return isSampled.map((yes, leaf) => [yes, yes ? sampled[leaf]! : shared[leaf]!]);
}

function describeAngle({ constant, terms }: Affine, places: readonly Place[]): AngleDescription {
  return {
    constant: exact.toNumber(constant),
    terms: terms.map(
      ({ leaf, coefficient }) => [...places[leaf]!, exact.toNumber(coefficient)] as const,
    ),
  };
}

function observablesOf(
  { measurements }: Circuit,
  weights: readonly number[],
): ObservableDescription[] {
  return measurements.flatMap((measurement, output) =>
    termsOf(measurement).map(({ coefficient, factors }) => ({
      coefficient: coefficient * weights[output]!,
      factors: factors.map(({ qubit, pauli }) => [qubit, pauli] as const),
    })),
  );
}

function termsOf(measurement: Measurement): Extract<Measurement, { kind: 'expectation' }>['terms'] {
  if (measurement.kind === 'expectation') return measurement.terms;
  throw new Error(`peers are not asked for \`${measurement.kind}\``);
}
