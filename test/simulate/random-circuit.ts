import fc from 'fast-check';
import type {
  Affine,
  Circuit,
  Gate,
  GateName,
  Measurement,
  PauliTerm,
} from '../../runtime/program/circuit.ts';
import { exact, measurementSize } from '../../runtime/program/index.ts';
import { turns, withOutcomes } from '../support/outcomes.ts';

/** Number of target qubits and of angles of each unitary gate. */
export const UNITARIES: readonly (readonly [name: GateName, qubits: number, angles: number])[] = [
  ['x', 1, 0],
  ['y', 1, 0],
  ['z', 1, 0],
  ['h', 1, 0],
  ['s', 1, 0],
  ['sdg', 1, 0],
  ['t', 1, 0],
  ['tdg', 1, 0],
  ['sx', 1, 0],
  ['sxdg', 1, 0],
  ['rx', 1, 1],
  ['ry', 1, 1],
  ['rz', 1, 1],
  ['p', 1, 1],
  ['phase', 0, 1],
  ['swap', 2, 0],
  ['iswap', 2, 0],
  ['iswapdg', 2, 0],
  ['rxx', 2, 1],
  ['ryy', 2, 1],
  ['rzz', 2, 1],
];

export const gate = (
  name: GateName,
  qubits: readonly number[],
  rest: Partial<Gate> = {},
): Gate => ({ name, qubits, controls: [], angles: [], when: [], origin: 0, ...rest });

/** `constant + sum(coefficient * leaf)`. */
export const affine = (
  constant: number,
  terms: readonly (readonly [leaf: number, coefficient: number])[] = [],
): Affine => ({
  constant: exact.decimal(constant),
  terms: terms.map(([leaf, coefficient]) => ({
    leaf,
    coefficient: exact.decimal(coefficient),
  })),
});

export const z = (qubit: number): Measurement => ({
  kind: 'expectation',
  terms: [{ coefficient: 1, factors: [{ qubit, pauli: 'Z' }] }],
});

export function circuitOf(
  qubits: number,
  parts: {
    readonly leaves?: number;
    readonly angles?: readonly Affine[];
    readonly gates: readonly Gate[];
    readonly measurements?: readonly Measurement[];
  },
): Circuit {
  return {
    qubits: Array.from({ length: qubits }, (_, index) => ({ register: 'q', index })),
    leaves: Array.from({ length: parts.leaves ?? 0 }, (_, element) => ({ node: 0, element })),
    angles: parts.angles ?? [],
    gates: parts.gates,
    measurements: parts.measurements ?? Array.from({ length: qubits }, (_, q) => z(q)),
  };
}

/** A circuit with numbers to run it on. */
export interface Scenario {
  readonly circuit: Circuit;
  readonly sampled: readonly boolean[];
  readonly batch: number;
  /** Per sample, a value for each leaf; equal across samples for shared leaves. */
  readonly leaves: readonly (readonly number[])[];
  readonly outputGradient: Float64Array;
}

/** Angles at which identities tend to break, and ordinary ones. */
const angleValue = fc.oneof(
  fc.constantFrom(0, Math.PI / 2, -Math.PI / 2, Math.PI, -Math.PI, 4 * Math.PI, 2 * Math.PI + 1e-3),
  fc.double({ min: -7, max: 7, noNaN: true }),
);

export function scenarios(limits: {
  readonly qubits: number;
  readonly gates: number;
  /** What is read of so many qubits; default: up to four measurements of any kind that can stand beside others. */
  readonly measured?: (qubits: number) => fc.Arbitrary<readonly Measurement[]>;
}): fc.Arbitrary<Scenario> {
  const { measured = someMeasurements } = limits;
  return fc
    .record({ qubits: fc.integer({ min: 1, max: limits.qubits }), leaves: fc.nat({ max: 6 }) })
    .chain(({ qubits, leaves }) =>
      fc
        .record({
          angles: fc.array(angle(leaves), { minLength: 1, maxLength: 8 }),
          sampled: fc.array(fc.boolean(), { minLength: leaves, maxLength: leaves }),
          batch: fc.integer({ min: 1, max: 9 }),
          prepared: fc.boolean(),
        })
        .chain(({ angles, sampled, batch, prepared }) =>
          fc
            .record({
              gates: fc.array(anyGate(qubits, angles.length), { maxLength: limits.gates }),
              measurements: measured(qubits),
              values: fc.array(angleValue, {
                minLength: batch * leaves,
                maxLength: batch * leaves,
              }),
            })
            .map(({ gates, measurements, values }): Scenario => {
              const start = prepared
                ? preparation(qubits, angles.length)
                : { gates: [], angles: [] };
              const circuit = circuitOf(qubits, {
                leaves,
                angles: [...angles, ...start.angles],
                gates: [...start.gates, ...gates],
                measurements,
              });
              return { circuit, sampled, batch, ...numbers(circuit, sampled, batch, values) };
            }),
        ),
    );
}

/** A scenario whose circuit measures, resets and decides on the way. */
export function dynamicScenarios(limits: {
  readonly qubits: number;
  readonly gates: number;
}): fc.Arbitrary<Scenario> {
  return fc
    .tuple(scenarios(limits), turns(limits.gates + 1))
    .map(([scenario, list]) => ({ ...scenario, circuit: withOutcomes(scenario.circuit, list) }));
}

/** Amplitudes `(0.6, 0, 0.48 + d, 0.64)`-like on up to two qubits: real, and different from each other. */
function preparation(
  qubits: number,
  firstAngle: number,
): { readonly gates: readonly Gate[]; readonly angles: readonly Affine[] } {
  const amplitudes = qubits === 1 ? [0.6, -0.8] : [0.6, 0, 0.48, 0.64];
  const on = qubits === 1 ? [0] : [1, 0];
  return {
    angles: amplitudes.map((value) => affine(value)),
    gates: [gate('prepare', on, { angles: amplitudes.map((_, i) => firstAngle + i) })],
  };
}

function numbers(
  circuit: Circuit,
  sampled: readonly boolean[],
  batch: number,
  values: readonly number[],
): Pick<Scenario, 'leaves' | 'outputGradient'> {
  const count = sampled.length;
  const outputs = circuit.measurements.reduce((sum, each) => sum + measurementSize(each), 0);
  return {
    leaves: Array.from({ length: batch }, (_, b) =>
      sampled.map((own, leaf) => values[own ? b * count + leaf : leaf]!),
    ),
    outputGradient: Float64Array.from({ length: batch * outputs }, (_, i) => Math.sin(1 + 2.3 * i)),
  };
}

function angle(leaves: number): fc.Arbitrary<Affine> {
  const coefficient = fc.constantFrom(1, -1, 0.5, 2);
  const term = fc.tuple(fc.nat({ max: Math.max(0, leaves - 1) }), coefficient);
  return fc
    .tuple(
      angleValue,
      fc.uniqueArray(term, { maxLength: leaves === 0 ? 0 : 2, selector: ([leaf]) => leaf }),
    )
    .map(([constant, terms]) =>
      affine(
        constant,
        terms.toSorted(([a], [b]) => a - b),
      ),
    );
}

function anyGate(qubits: number, angles: number): fc.Arbitrary<Gate> {
  const fitting = UNITARIES.filter(([, targets]) => targets <= qubits);
  return fc
    .record({
      kind: fc.constantFrom(...fitting),
      order: fc.shuffledSubarray(
        Array.from({ length: qubits }, (_, q) => q),
        { minLength: qubits, maxLength: qubits },
      ),
      controls: fc.constantFrom(0, 0, 0, 1, 1, 2, 3),
      angle: fc.nat({ max: angles - 1 }),
    })
    .map(({ kind: [name, targets, count], order, controls, angle: index }) =>
      gate(name, order.slice(0, targets), {
        controls: order.slice(targets, targets + controls),
        angles: count === 0 ? [] : [index],
      }),
    );
}

function someMeasurements(qubits: number): fc.Arbitrary<readonly Measurement[]> {
  return fc.array(measurement(qubits), { minLength: 1, maxLength: 4 });
}

function measurement(qubits: number): fc.Arbitrary<Measurement> {
  const all = Array.from({ length: qubits }, (_, q) => q);
  const term = (paulis: readonly ('X' | 'Y' | 'Z')[]): fc.Arbitrary<PauliTerm> =>
    fc.record({
      coefficient: fc.constantFrom(1, -0.5, 0.25),
      factors: fc
        .subarray(all)
        .chain((chosen) =>
          fc.tuple(
            ...chosen.map((qubit) => fc.constantFrom(...paulis).map((pauli) => ({ qubit, pauli }))),
          ),
        ),
    });
  const expectation = (paulis: readonly ('X' | 'Y' | 'Z')[]): fc.Arbitrary<Measurement> =>
    fc
      .array(term(paulis), { minLength: 1, maxLength: 4 })
      .map((terms) => ({ kind: 'expectation', terms }));
  return fc.oneof(
    expectation(['Z']),
    expectation(['X', 'Y', 'Z']),
    fc
      .tuple(
        fc.constantFrom('probabilities' as const, 'paulis' as const),
        fc.shuffledSubarray(all, { minLength: 1, maxLength: Math.min(3, qubits) }),
      )
      .map(([kind, measured]): Measurement => ({ kind, qubits: measured })),
  );
}
