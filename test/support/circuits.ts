import fc from 'fast-check';
import {
  exact,
  type Circuit,
  type Exact,
  type GateName,
  type Measurement,
  type Program,
} from '../../runtime/program/index.ts';
import { programBuilder } from './programs.ts';

/** Targets and angles of each gate that acts on a state which is already there. */
export const GATES: readonly {
  readonly name: GateName;
  readonly targets: number;
  readonly angles: number;
}[] = [
  ...(['x', 'y', 'z', 'h', 's', 'sdg', 't', 'tdg', 'sx', 'sxdg'] as const).map((name) => ({
    name,
    targets: 1,
    angles: 0,
  })),
  ...(['rx', 'ry', 'rz', 'p'] as const).map((name) => ({ name, targets: 1, angles: 1 })),
  { name: 'phase', targets: 0, angles: 1 },
  ...(['swap', 'iswap', 'iswapdg'] as const).map((name) => ({ name, targets: 2, angles: 0 })),
  ...(['rxx', 'ryy', 'rzz'] as const).map((name) => ({ name, targets: 2, angles: 1 })),
];

export interface RandomGate {
  readonly name: GateName;
  readonly qubits: readonly number[];
  readonly controls: readonly number[];
  /** `constant + coefficient * leaf`, by kind: angles at the places where mistakes cluster, and anywhere. */
  readonly angle: { readonly quarterTurns: number; readonly weight: number; readonly leaf: number };
}

/** Any gate of the language on any qubits, with up to two controls. */
export function randomGate(qubits: number): fc.Arbitrary<RandomGate> {
  return fc
    .record({
      gate: fc.constantFrom(...GATES),
      controls: fc.integer({ min: 0, max: 2 }),
      order: fc.shuffledSubarray(
        Array.from({ length: qubits }, (_, k) => k),
        { minLength: qubits },
      ),
      quarterTurns: fc.integer({ min: -8, max: 8 }),
      weight: fc.integer({ min: -2, max: 2 }),
      leaf: fc.nat({ max: 3 }),
    })
    .map(({ gate, controls, order, quarterTurns, weight, leaf }) => ({
      name: gate.name,
      qubits: order.slice(0, gate.targets),
      controls: order.slice(gate.targets, gate.targets + controls),
      angle: { quarterTurns, weight, leaf },
    }));
}

/**
 * A Program of one circuit over four features: a rotation about two axes on every qubit first, so that no gate meets
 * a state it cannot change, then the gates.
 */
export function programOf(
  qubits: number,
  gates: readonly RandomGate[],
  measurements: readonly Measurement[],
): Program {
  const { input, circuit, build } = programBuilder('Random');
  const x = input({
    name: 'x',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [4],
    optional: false,
  });
  const half = Math.ceil(qubits / 2);
  const q = circuit(
    Array.from({ length: qubits }, (_, k) =>
      k < half ? { register: 'q', index: k } : { register: 'h', index: k - half },
    ),
  );
  for (let k = 0; k < qubits; k++) {
    q.gate('ry', [k], { angles: [[[x, k % 4]]], path: ['encode'] });
    q.gate('rz', [k], { angles: [[[x, (k + 1) % 4]]], path: ['encode'] });
  }
  for (const { name, qubits: on, controls, angle } of gates) {
    const turns = exact.multiply(exact.fraction(angle.quarterTurns, 2), exact.pi);
    const weight = exact.fraction(angle.weight, 2);
    q.gate(name, on, {
      controls,
      path: ['evolve'],
      ...anglesFor(name, turns, weight, x, angle.leaf),
    });
  }
  const values = q.build(measurements);
  return build({ readouts: [{ name: 'values', node: values, type: 'real' }] });
}

function anglesFor(
  name: GateName,
  turns: Exact,
  weight: Exact,
  node: number,
  leaf: number,
): { angles?: (Exact | [number, number, Exact][])[] } {
  const takesAngle = GATES.find((gate) => gate.name === name)!.angles === 1;
  if (!takesAngle) return {};
  return { angles: [exact.isZero(weight) ? turns : [[node, leaf, weight]]] };
}

/**
 * All that can be read of a circuit's qubits beside other things: each Z, each X, a product over all, the outcomes of
 * the first two, and all words on the last and the first.
 */
export function everyReadout(qubits: number): Measurement[] {
  const list = Array.from({ length: qubits }, (_, qubit) => qubit);
  return [
    ...list.map((qubit) => mean([{ qubit, pauli: 'Z' }])),
    ...list.map((qubit) => mean([{ qubit, pauli: 'X' }])),
    mean(list.map((qubit) => ({ qubit, pauli: qubit % 2 === 0 ? 'Y' : 'Z' }))),
    { kind: 'probabilities', qubits: list.slice(0, 2).reverse() },
    { kind: 'paulis', qubits: [qubits - 1, 0] },
  ];
}

function mean(factors: { qubit: number; pauli: 'X' | 'Y' | 'Z' }[]): Measurement {
  return { kind: 'expectation', terms: [{ coefficient: 0.5, factors }] };
}

/** The value of each leaf of a circuit whose features are given. */
export function leafValues(circuit: Circuit, features: readonly number[]): number[] {
  return circuit.leaves.map(({ element }) => features[element]!);
}
