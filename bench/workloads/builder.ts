import type { Affine, Gate, GateName, Measurement } from '../../runtime/program/circuit.ts';
import { exact } from '../../runtime/program/index.ts';
import type { Workload } from '../workload.ts';

type Rate = 'shared' | 'sampled';

/** Writes circuits gate by gate; every turn has a leaf of its own unless it is told to use one again. */
export interface Builder {
  readonly wires: readonly number[];
  /** A gate without an angle. */
  readonly put: (name: GateName, qubits: readonly number[], controls?: readonly number[]) => void;
  /**
   * A gate with an angle.
   * @returns the number of its angle
   */
  readonly turn: (
    name: GateName,
    qubits: readonly number[],
    rate: Rate,
    controls?: readonly number[],
  ) => number;
  /** The same angle, times a factor, at another gate. */
  readonly turnAgain: (
    name: GateName,
    qubits: readonly number[],
    angle: number,
    factor?: number,
  ) => void;
  /** Amplitudes per sample. */
  readonly load: (qubits: readonly number[]) => void;
  /** @param measurements default: Z of every qubit */
  readonly workload: (measurements?: readonly Measurement[]) => Workload;
}

export function buildCircuit(qubits: number): Builder {
  const sampled: boolean[] = [];
  const angles: Affine[] = [];
  const gates: Gate[] = [];
  const wires = Array.from({ length: qubits }, (_, q) => q);
  const fresh = (rate: Rate): number => {
    const leaf = sampled.push(rate === 'sampled') - 1;
    return angles.push({ constant: exact.zero, terms: [{ leaf, coefficient: exact.one }] }) - 1;
  };
  const add = (
    name: GateName,
    on: readonly number[],
    own: readonly number[],
    controls: readonly number[] = [],
  ): void => {
    gates.push({ name, qubits: on, controls, angles: own, when: [], origin: 0 });
  };
  return {
    wires,
    put: (name, on, controls) => {
      add(name, on, [], controls);
    },
    turn: (name, on, rate, controls) => {
      const angle = fresh(rate);
      add(name, on, [angle], controls);
      return angle;
    },
    turnAgain: (name, on, angle, factor = 1) => {
      const terms = angles[angle]!.terms.map(({ leaf, coefficient }) => ({
        leaf,
        coefficient: exact.multiply(coefficient, exact.decimal(factor)),
      }));
      add(name, on, [angles.push({ constant: exact.zero, terms }) - 1]);
    },
    load: (on) => {
      add(
        'prepare',
        on,
        Array.from({ length: 2 ** on.length }, () => fresh('sampled')),
      );
    },
    workload: (measurements = wires.map((qubit) => pauliZ(qubit))) => ({
      sampled,
      circuit: {
        qubits: wires.map((index) => ({ register: 'q', index })),
        leaves: sampled.map((_, element) => ({ node: 0, element })),
        angles,
        gates,
        measurements,
      },
    }),
  };
}

export function pauliZ(...qubits: readonly number[]): Measurement {
  return {
    kind: 'expectation',
    terms: [{ coefficient: 1, factors: qubits.map((qubit) => ({ qubit, pauli: 'Z' })) }],
  };
}
