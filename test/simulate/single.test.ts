import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workloadW } from '../../bench/workload.ts';
import { families } from '../../bench/workloads/index.ts';
import type { Measurement } from '../../runtime/program/circuit.ts';
import { createSimulator, planCircuit } from '../../runtime/simulate/index.ts';
import { KEEP_LIMITS } from '../../runtime/simulate/run/programs.ts';
import { createTiled } from '../../runtime/simulate/run/tiled.ts';
import type { Simulator } from '../../runtime/simulate/simulator.ts';
import type { ChunkLimits } from '../../runtime/simulate/single/schedule.ts';
import { createSingleEngine } from '../../runtime/simulate/single/engine.ts';
import { createSingle } from '../../runtime/simulate/single/single.ts';
import type { Precision } from '../../runtime/simulate/wasm/vector.ts';
import { affine, circuitOf, gate, type Scenario, scenarios } from './random-circuit.ts';
import { denseValues, distance, type Result, simulate, splitLeaves } from './run.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const timeout = nightly ? 600_000 : 60_000;

/** From one chunk for all to many that are gathered row by row. */
const CHUNKS: readonly ChunkLimits[] = [
  { size: 14, row: 6 },
  { size: 5, row: 3 },
  { size: 4, row: 2 },
  { size: 3, row: 2 },
];

describe('a state with its amplitudes in the lanes', () => {
  test.each(CHUNKS)('gives the values of the dense reference, chunks %j', { timeout }, (chunks) => {
    fc.assert(
      fc.property(scenarios({ qubits: 6, gates: 24 }), (scenario) => {
        const reference = denseValues(scenario);
        expect(distance(single(scenario, 'f64', chunks).values, reference)).toBeLessThan(1e-12);
        expect(distance(single(scenario, 'f32', chunks).values, reference)).toBeLessThan(1e-5);
      }),
      { numRuns: nightly ? 3000 : 60, seed: 7 },
    );
  });

  test.each(CHUNKS)(
    'gives the gradients of the batched engine, chunks %j',
    { timeout },
    (chunks) => {
      fc.assert(
        fc.property(scenarios({ qubits: 6, gates: 24 }), (scenario) => {
          const reference = simulate(scenario, 'f64');
          for (const precision of ['f32', 'f64'] as const) {
            const result = single(scenario, precision, chunks);
            for (const kind of ['values', 'sharedGradient', 'sampledGradient'] as const) {
              expect(distance(result[kind], reference[kind])).toBeLessThan(
                precision === 'f64' ? 1e-11 : 1e-4,
              );
            }
          }
        }),
        { numRuns: nightly ? 3000 : 60, seed: 8 },
      );
    },
  );
});

test.each(CHUNKS)('amplitudes are those of the batched engine, chunks %j', (chunks) => {
  const measured = (qubits: number) =>
    fc.constant([
      { kind: 'amplitudes' as const, qubits: Array.from({ length: qubits }, (_, q) => q) },
    ]);
  fc.assert(
    fc.property(scenarios({ qubits: 5, gates: 16, measured }), (scenario) => {
      const [result, reference] = [single(scenario, 'f64', chunks), simulate(scenario, 'f64')];
      for (const kind of ['values', 'sharedGradient', 'sampledGradient'] as const) {
        expect(distance(result[kind], reference[kind])).toBeLessThan(1e-11);
      }
    }),
    { numRuns: nightly ? 1000 : 30, seed: 9 },
  );
});

describe('every kind of circuit, on more qubits', () => {
  test.each(families)('$name: what the batched engine gives', { timeout }, ({ build }) => {
    for (const qubits of [5, 9]) {
      const { circuit, sampled } = build(qubits, 3);
      const scenario = {
        circuit,
        sampled,
        batch: 1,
        leaves: [sampled.map((_, leaf) => 3 * Math.sin(1 + 5 * leaf))],
        outputGradient: Float64Array.from(circuit.measurements, (_, i) => Math.sin(1 + 3 * i)),
      };
      const plan = planCircuit(circuit, { sampled, subsystems: 'joined' });
      const options = { precision: 'f64', sampled } as const;
      const tiled = createTiled(plan, options, { available: 2 ** 30, limits: KEEP_LIMITS });
      const reference = run(tiled, scenario);
      for (const chunks of [CHUNKS[0]!, { size: 6, row: 2 }, { size: 5, row: 3 }]) {
        const result = single(scenario, 'f64', chunks);
        for (const kind of ['values', 'sharedGradient', 'sampledGradient'] as const) {
          expect(distance(result[kind], reference[kind])).toBeLessThan(1e-11);
        }
      }
    }
  });
});

describe('large states', () => {
  test('the correlations of a GHZ state of 20 qubits are one, and its fields zero', () => {
    const gates = [
      gate('h', [0]),
      ...Array.from({ length: 19 }, (_, q) => gate('x', [q + 1], { controls: [q] })),
      // Turns that the planner cannot foresee keep all amplitudes in the state.
      ...Array.from({ length: 20 }, (_, q) => gate('ry', [q], { angles: [0] })),
      ...Array.from({ length: 20 }, (_, q) => gate('ry', [q], { angles: [1] })),
    ];
    const term = (pauli: 'X' | 'Z', qubits: readonly number[]): Measurement => ({
      kind: 'expectation',
      terms: [{ coefficient: 1, factors: qubits.map((qubit) => ({ qubit, pauli })) }],
    });
    const all = Array.from({ length: 20 }, (_, q) => q);
    const circuit = circuitOf(20, {
      leaves: 2,
      angles: [affine(0, [[0, 1]]), affine(0, [[1, -1]])],
      gates,
      measurements: [term('X', all), term('Z', [0, 19]), term('Z', [7]), term('X', [3, 4])],
    });
    const simulator = createSimulator(circuit, { precision: 'f32', sampled: [false, false] });
    const values = new Float64Array(4);
    simulator.forward(Float64Array.of(1.1, 1.1), new Float64Array(0), 1, values);
    expect(distance(values, [1, 1, 0, 0])).toBeLessThan(1e-5);
  });

  test('20 qubits turned alone have the gradients of one each', () => {
    const { circuit, sampled } = workloadW(20, 1);
    const plan = planCircuit(circuit, { sampled, subsystems: 'joined' });
    expect(plan.bits).toBe(20);
    const scenario = {
      circuit,
      sampled,
      batch: 1,
      leaves: [sampled.map((_, leaf) => 2 * Math.sin(1 + leaf))],
      outputGradient: new Float64Array(20).fill(1),
    };
    const [leaves, result] = [scenario.leaves[0]!, single(scenario, 'f32', CHUNKS[0]!)];
    const angle = (q: number): number => leaves[q]! + leaves[20 + q]!;
    const wires = Array.from({ length: 20 }, (_, q) => q);
    expect(
      distance(
        result.values,
        wires.map((q) => Math.cos(angle(q))),
      ),
    ).toBeLessThan(1e-5);
    const slopes = wires.map((q) => -Math.sin(angle(q)));
    expect(distance(result.sampledGradient, slopes)).toBeLessThan(1e-5);
    expect(distance(result.sharedGradient.subarray(0, 20), slopes)).toBeLessThan(1e-5);
  });
});

describe('memory of a single state', () => {
  const { circuit, sampled } = workloadW(18, 4);
  const plan = planCircuit(circuit, { sampled, subsystems: 'joined' });

  test('is that of two states and little else', () => {
    const needed = createSingleEngine(plan, 'f32', { available: 2 ** 30 }).bytes;
    expect(needed.forward).toBeLessThan(1.5 * 8 * 2 ** 18);
    expect(needed.backward).toBeLessThan(1.25 * 2 * 8 * 2 ** 18);
  });

  test('is refused before the run where it may not be used', () => {
    const simulator = createSingle(plan, 'f32', { sampled, available: 2 ** 20 });
    const forward = () => {
      simulator.forward(new Float64Array(144), new Float64Array(18), 1, new Float64Array(18));
    };
    expect(forward).toThrow(
      /^A state of 18 qubits needs 2\.\d+ MiB .*; 1 MiB \(1048576 bytes\) can be used\.$/,
    );
  });
});

function single(scenario: Scenario, precision: Precision, chunks: ChunkLimits): Result {
  const { circuit, sampled } = scenario;
  const plan = planCircuit(circuit, { sampled, subsystems: 'joined' });
  return run(createSingle(plan, precision, { sampled, available: 2 ** 30, chunks }), scenario);
}

function run(simulator: Simulator, scenario: Scenario): Result {
  const { batch, outputGradient } = scenario;
  const { shared, own } = splitLeaves(scenario);
  const values = new Float64Array(batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(batch * simulator.sampledLeaves);
  simulator.forward(shared, own, batch, values);
  simulator.backward(outputGradient, batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}
