import { type Circuit, isMarker } from '../../program/circuit.ts';
import { measurementSize } from '../../program/measurement.ts';
import { MOST_QUBITS } from '../limits.ts';
import { deferMeasurements } from '../lower/defer.ts';
import { type Factor, factorise } from './factor.ts';
import { canGain, costOfCones, groupFactors, unionOfCones } from './group.ts';
import { type OutputSum, outputsOf } from './outputs.ts';
import { type Part, restrictCircuit } from './restrict.ts';

/** A circuit as several smaller ones, from whose values its outputs follow. */
export interface Cut {
  readonly parts: readonly Part[];
  /** Worked out when it is asked for: there may be many. */
  readonly outputs: () => readonly OutputSum[];
}

export interface CutLimits {
  /** Up to so many qubits a circuit may stay whole. */
  readonly whole: number;
  /** Up to so many qubits a state is judged by its amplitudes; what is larger stays together. */
  readonly state: number;
}

/** Several states are worth their trouble when they take so many times fewer operations than one. */
const WORTHWHILE = 4;

/**
 * Cuts a circuit into the light cones of its readouts: what is read of a few qubits of a wide and shallow circuit
 * depends on few of its gates (Evenbly and Vidal 2009), and a small state tells it exactly. Readouts whose cones are
 * nearly the same are read from one state.
 *
 * Undefined where one state does as well: it is not too large, and cutting saves little.
 * @param present which gates of an `encode` act
 * @param limits for tests
 */
export function cutIntoCones(
  source: Circuit,
  present: (modality: string) => boolean = () => true,
  limits: CutLimits = { whole: MOST_QUBITS, state: MOST_QUBITS },
): Cut | undefined {
  if (source.measurements.some(({ kind }) => kind === 'amplitudes')) return undefined;
  const circuit = deferMeasurements(source, present);
  const gates = circuit.gates.filter(({ name, when }) => !isMarker(name) && when.every(present));
  const all = { gates: [...gates.keys()], qubits: [...circuit.qubits.keys()] };
  const isSmall = circuit.qubits.length <= limits.whole;
  if (isSmall && !canGain(all, WORTHWHILE)) return undefined;
  const products = circuit.measurements.map((measurement) => factorise(gates, measurement));
  const factors = distinct(products.flat().flatMap((product) => product.factors));
  const groups = groupFactors([...factors.values()], limits.state);
  const cones = groups.map(({ cone }) => cone);
  const saves = costOfCones(cones) * WORTHWHILE <= costOfCones([unionOfCones(cones)]);
  if (isSmall && !saves) return undefined;
  const starts = new Map<string, number>();
  let count = 0;
  for (const factor of groups.flatMap((group) => group.factors)) {
    starts.set(keyOf(factor), count);
    count += measurementSize(factor.measurement);
  }
  return {
    parts: groups.map((group) =>
      restrictCircuit(
        circuit,
        gates,
        group.cone,
        group.factors.map(({ measurement }) => measurement),
      ),
    ),
    outputs: () =>
      circuit.measurements.flatMap((measurement, i) =>
        outputsOf(measurement, products[i]!, (factor) => starts.get(keyOf(factor))!),
      ),
  };
}

function distinct(factors: readonly Factor[]): ReadonlyMap<string, Factor> {
  return new Map(factors.map((factor) => [keyOf(factor), factor]));
}

/** Equal measurements have equal cones. */
function keyOf({ measurement }: Factor): string {
  return JSON.stringify(measurement);
}
