import { type Circuit, type Gate, isMarker } from '../../program/circuit.ts';
import { type Form, formOf } from '../plan/form.ts';
import { gateQubits } from '../cones/cone.ts';
import { type Generator, generatorOf, matrixOfGate, termsOfGate } from './gate.ts';
import { type Mpo, mpoOfTerms } from './mpo.ts';
import { LOADERS, type Matrix2 } from './operator.ts';
import { placeQubits } from './order.ts';
import { type Reading, readingOf } from './read.ts';
import { mpoOfVector } from './train.ts';

/** A circuit on the sites of a chain. */
export interface ChainPlan {
  readonly sites: number;
  readonly steps: readonly Step[];
  readonly readings: readonly Reading[];
}

/** What a gate does, given the values of its angles. */
export interface Step {
  readonly angles: readonly Form[];
  readonly action: (angles: readonly number[]) => Action;
  readonly derivative: Derivative | null;
}

export type Action =
  | { readonly kind: 'matrix'; readonly site: number; readonly matrix: Matrix2 }
  | { readonly kind: 'operator'; readonly mpo: Mpo };

export type Derivative =
  | { readonly kind: 'rotation'; readonly generator: Generator }
  /** An operator on the state before for each angle. */
  | { readonly kind: 'load'; readonly operators: readonly ReadonlyMap<number, Matrix2>[] };

/** @param circuit of unitary gates and `prepare`, all of which act */
export function planChain(circuit: Circuit): ChainPlan {
  const gates = circuit.gates.filter(({ name }) => !isMarker(name));
  const places = placeQubits(circuit);
  const place = (qubit: number): number => places[qubit]!;
  const forms = circuit.angles.map(formOf);
  return {
    sites: circuit.qubits.length,
    steps: gates.flatMap((gate): Step[] => {
      // A global phase.
      if (gateQubits(gate).length === 0) return [];
      const moved: Gate = {
        ...gate,
        qubits: gate.qubits.map(place),
        controls: gate.controls.map(place),
      };
      const angles = gate.angles.map((index) => forms[index]!);
      return [gate.name === 'prepare' ? loading(moved, angles) : acting(moved, angles)];
    }),
    readings: circuit.measurements.map((measurement) => readingOf(measurement, place)),
  };
}

function acting(gate: Gate, angles: readonly Form[]): Step {
  const { name } = gate;
  if (name === 'prepare' || name === 'reset' || name === 'measure' || isMarker(name)) {
    throw new Error(`${name} is no unitary gate`);
  }
  const generator = generatorOf(gate);
  const alone = gate.controls.length === 0 && gate.qubits.length === 1;
  return {
    angles,
    derivative: generator === undefined ? null : { kind: 'rotation', generator },
    action: ([angle = 0]) => {
      const matrix = alone ? matrixOfGate(name, angle) : undefined;
      return matrix === undefined
        ? { kind: 'operator', mpo: mpoOfTerms(termsOfGate(gate, name, angle)) }
        : { kind: 'matrix', site: gate.qubits[0]!, matrix };
    },
  };
}

function loading({ qubits }: Gate, angles: readonly Form[]): Step {
  const sites = qubits.toSorted((a, b) => a - b);
  const digits = sites.map((site) => ({ site, operators: LOADERS }));
  /** The amplitude's label in the order of sites. */
  const labels = angles.map((_, label) =>
    sites.reduce((sum, site) => {
      const position = qubits.indexOf(site);
      return 2 * sum + ((label >> (qubits.length - 1 - position)) & 1);
    }, 0),
  );
  const operators = angles.map(
    (_, label) =>
      new Map(
        qubits.map((site, position): [number, Matrix2] => [
          site,
          LOADERS[((label >> (qubits.length - 1 - position)) & 1) as 0 | 1],
        ]),
      ),
  );
  return {
    angles,
    derivative: { kind: 'load', operators },
    action: (values) => {
      const amplitudes = new Float64Array(values.length);
      values.forEach((value, label) => {
        amplitudes[labels[label]!] = value;
      });
      return { kind: 'operator', mpo: mpoOfVector(digits, amplitudes) };
    },
  };
}
