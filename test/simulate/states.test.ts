import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Circuit, type Measurement, pauliWords } from '../../runtime/program/index.ts';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { KEEP_LIMITS, type KeepLimits } from '../../runtime/simulate/run/programs.ts';
import { denseOutputs } from '../support/dense.ts';
import { circuitOf, gate, type Scenario, scenarios, z } from './random-circuit.ts';
import { distance, simulate, splitLeaves } from './run.ts';

const runs = { numRuns: process.env['QMM_NIGHTLY'] === undefined ? 120 : 5000, seed: 44 };
const timeout = 120_000;

/** All of the qubits, in any order. */
const amplitudes = (qubits: number): fc.Arbitrary<readonly Measurement[]> =>
  shuffled(qubits, qubits).map((order) => [{ kind: 'amplitudes', qubits: order }]);

const shuffled = (qubits: number, least: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray(
    Array.from({ length: qubits }, (_, q) => q),
    { minLength: least, maxLength: qubits },
  );

/** Gates in turn act always, with an image, with a sound, and with both. */
function withModalities(scenario: Scenario): Scenario {
  const asked = [[], ['image'], ['sound'], ['image', 'sound']];
  const gates = scenario.circuit.gates.map((each, i) => ({ ...each, when: asked[i % 4]! }));
  return { ...scenario, circuit: { ...scenario.circuit, gates } };
}

describe('amplitudes', () => {
  test('are those of the dense reference but for a phase', { timeout }, () => {
    fc.assert(
      fc.property(scenarios({ qubits: 6, gates: 24, measured: amplitudes }), (scenario) => {
        for (const [precision, error] of [['f64', 1e-12] as const, ['f32', 1e-5] as const]) {
          const { values } = simulate(scenario, precision);
          rowsOf(values, scenario.batch).forEach((row, sample) => {
            const reference = denseOutputs(scenario.circuit, scenario.leaves[sample]!);
            expect(Math.abs(fidelity(reference, row) - 1)).toBeLessThan(error);
            expect(Math.abs(fidelity(row, row) - 1)).toBeLessThan(error);
          });
        }
      }),
      runs,
    );
  });

  test('have the same phase wherever a sample is in its batch', { timeout }, () => {
    // The same values in different lanes and tiles.
    fc.assert(
      fc.property(scenarios({ qubits: 5, gates: 20, measured: amplitudes }), (scenario) => {
        const [first] = scenario.leaves;
        const leaves = Array.from({ length: 9 }, () => first!);
        const size = 9 * 2 * 2 ** scenario.circuit.qubits.length;
        const repeated = { ...scenario, batch: 9, leaves, outputGradient: new Float64Array(size) };
        const rows = rowsOf(simulate(repeated, 'f32').values, 9);
        for (const row of rows) expect(row).toEqual(rows[0]);
      }),
      runs,
    );
  });

  test.for<[string, KeepLimits]>([
    ['kept', KEEP_LIMITS],
    ['computed again', { batch: 0, tile: 2 ** 30 }],
    ['undone', { batch: 0, tile: 0 }],
  ])(
    'give the gradients of a fidelity that central differences give, states %s',
    { timeout },
    ([, limits]) => {
      fc.assert(
        fc.property(
          scenarios({ qubits: 4, gates: 14, measured: amplitudes }).map(withModalities),
          fc.subarray(['image', 'sound']),
          (scenario, having) => {
            const present = (modality: string): boolean => having.includes(modality);
            const expected = fidelitySlopes(scenario, present);
            const exact = fidelityGradients(scenario, { precision: 'f64', present, limits });
            const fast = fidelityGradients(scenario, { precision: 'f32', present, limits });
            expect(distance(exact, expected)).toBeLessThan(2e-6);
            expect(distance(fast, exact)).toBeLessThan(1e-4);
          },
        ),
        runs,
      );
    },
  );

  test('of gates without effect, and of no gates at all', () => {
    const measurements: readonly Measurement[] = [{ kind: 'amplitudes', qubits: [0, 1] }];
    const still = circuitOf(2, { gates: [], measurements });
    const flipped = circuitOf(2, { gates: [gate('x', [1])], measurements });
    const valuesOf = (circuit: Circuit): number[] => {
      const simulator = createSimulator(circuit, { precision: 'f64', sampled: [] });
      const values = new Float64Array(8);
      simulator.forward(new Float64Array(0), new Float64Array(0), 1, values);
      simulator.backward(new Float64Array(8).fill(1), 1, new Float64Array(0), new Float64Array(0));
      return [...values];
    };
    expect(valuesOf(still)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    expect(valuesOf(flipped)).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
  });
});

test('amplitudes are refused of a part of the qubits, and beside other measurements', () => {
  const run = (...measurements: readonly Measurement[]) => {
    const circuit = circuitOf(2, { gates: [gate('h', [0])], measurements });
    return () => createSimulator(circuit, { precision: 'f64', sampled: [] });
  };
  expect(run({ kind: 'amplitudes', qubits: [0] })).toThrow(
    'of all 2 qubits of a circuit, not of 1',
  );
  expect(run({ kind: 'amplitudes', qubits: [1, 0] }, z(0))).toThrow('beside 1 other');
});

describe('all Pauli words at once', () => {
  test('are the expectations of each, and so are their gradients', { timeout }, () => {
    const words = (qubits: number): fc.Arbitrary<readonly Measurement[]> =>
      shuffled(qubits, 1)
        .filter(({ length }) => length <= 4)
        .map((chosen) => [{ kind: 'paulis', qubits: chosen }]);
    fc.assert(
      fc.property(scenarios({ qubits: 6, gates: 20, measured: words }), (scenario) => {
        const measurements = scenario.circuit.measurements.flatMap((each) =>
          each.kind === 'paulis'
            ? pauliWords(each.qubits).map((word): Measurement => ({
                kind: 'expectation',
                terms: [word],
              }))
            : [each],
        );
        const circuit = { ...scenario.circuit, measurements };
        for (const [precision, error] of [['f64', 1e-11] as const, ['f32', 1e-4] as const]) {
          const together = simulate(scenario, precision);
          const apart = simulate({ ...scenario, circuit }, precision);
          for (const kind of ['values', 'sharedGradient', 'sampledGradient'] as const) {
            expect(distance(together[kind], apart[kind])).toBeLessThan(error);
          }
        }
      }),
      runs,
    );
  });
});

/** Gradients of the sum of the samples' fidelities: of the shared leaves, then of each sample's own. */
function fidelityGradients(
  { circuit, sampled, batch, leaves, outputGradient }: Scenario,
  options: {
    readonly precision: 'f32' | 'f64';
    readonly present: (modality: string) => boolean;
    readonly limits: KeepLimits;
  },
): Float64Array {
  const simulator = createSimulator(circuit, { ...options, sampled }, options.limits);
  const { shared, own } = splitLeaves({ circuit, sampled, batch, leaves, outputGradient });
  const values = new Float64Array(batch * simulator.outputs);
  simulator.forward(shared, own, batch, values);
  const weights = rowsOf(values, batch).flatMap((row, sample) => fidelityWeights(row, sample));
  const sharedGradient = new Float64Array(shared.length);
  const sampledGradient = new Float64Array(own.length);
  simulator.backward(Float64Array.from(weights), batch, sharedGradient, sampledGradient);
  return Float64Array.from([...sharedGradient, ...sampledGradient]);
}

/** The same by central differences of the dense reference. */
function fidelitySlopes(
  { circuit, sampled, leaves }: Scenario,
  present: (modality: string) => boolean,
): Float64Array {
  const step = 1e-5;
  const slope = (sample: number, leaf: number): number => {
    const moved = (shift: number): number => {
      const row = leaves[sample]!.with(leaf, leaves[sample]![leaf]! + shift);
      const state = denseOutputs(circuit, row, present);
      return fidelity(target(state.length, sample), state);
    };
    return (moved(step) - moved(-step)) / (2 * step);
  };
  const all = sampled.map((_, leaf) => leaf);
  const slopesOf = (leaf: number): number[] => leaves.map((_, sample) => slope(sample, leaf));
  return Float64Array.from([
    ...all
      .filter((leaf) => !sampled[leaf])
      .map((leaf) => slopesOf(leaf).reduce((sum, value) => sum + value, 0)),
    ...leaves.flatMap((_, sample) =>
      all.filter((leaf) => sampled[leaf]).map((leaf) => slope(sample, leaf)),
    ),
  ]);
}

/** `|<a|b>|^2` of interleaved amplitudes. */
function fidelity(a: readonly number[], b: readonly number[]): number {
  const { re, im } = innerProduct(a, b);
  return re ** 2 + im ** 2;
}

/** The derivative of a sample's fidelity with its target by each part of each amplitude. */
function fidelityWeights(state: readonly number[], sample: number): number[] {
  const phi = target(state.length, sample);
  const { re, im } = innerProduct(phi, state);
  // |c|^2 changes by 2 Re(conj(c) conj(phi_k) d psi_k).
  return state.map((_, i) => {
    const [x, y] = [phi[i - (i % 2)]!, phi[i - (i % 2) + 1]!];
    return i % 2 === 0 ? 2 * (re * x - im * y) : 2 * (re * y + im * x);
  });
}

function innerProduct(a: readonly number[], b: readonly number[]): { re: number; im: number } {
  let [re, im] = [0, 0];
  for (let i = 0; i < a.length; i += 2) {
    re += a[i]! * b[i]! + a[i + 1]! * b[i + 1]!;
    im += a[i]! * b[i + 1]! - a[i + 1]! * b[i]!;
  }
  return { re, im };
}

/** Some state without symmetries, another one for each sample; its norm does not matter. */
function target(length: number, sample: number): number[] {
  return Array.from({ length }, (_, i) => Math.sin(0.7 + 1.9 * i + 0.01 * i * i + 3 * sample));
}

function rowsOf(values: Float64Array, batch: number): number[][] {
  const size = values.length / batch;
  return Array.from({ length: batch }, (_, b) => [...values.subarray(b * size, (b + 1) * size)]);
}
