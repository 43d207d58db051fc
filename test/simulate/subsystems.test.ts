import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Circuit, Measurement } from '../../runtime/program/circuit.ts';
import { createSimulator, describePlan, planCircuit } from '../../runtime/simulate/index.ts';
import type { PlanDescription } from '../../runtime/simulate/plan/describe.ts';
import { KEEP_LIMITS, type KeepLimits } from '../../runtime/simulate/run/programs.ts';
import { circuitOf, gate, affine, type Scenario, scenarios, z } from './random-circuit.ts';
import { denseValues, differenceGradients, distance, simulateWith } from './run.ts';

/** Kept, computed again, undone. */
const LIMITS: readonly KeepLimits[] = [
  KEEP_LIMITS,
  { batch: 0, tile: 2 ** 30 },
  { batch: 0, tile: 0 },
];
const PRECISIONS = [
  ['f64', 2e-6],
  ['f32', 2e-4],
] as const;
const LAYERS = 5;
const RUNS = process.env['QMM_NIGHTLY'] === undefined ? 5 : 500;

describe('registers that do much before they meet', () => {
  test('give the values and the gradients of the dense reference, however states are kept', () => {
    let separated = 0;
    fc.assert(
      fc.property(meetings(), (scenario) => {
        const { circuit, sampled } = scenario;
        if (planCircuit(circuit, { sampled }).subsystems.length > 0) separated += 1;
        const reference = denseValues(scenario);
        const slopes = differenceGradients(scenario);
        for (const limits of LIMITS) {
          for (const [precision, near] of PRECISIONS) {
            const simulator = createSimulator(circuit, { precision, sampled }, limits);
            const result = simulateWith(simulator, scenario);
            expect(distance(result.values, reference)).toBeLessThan(near);
            expect(distance(result.sharedGradient, slopes.sharedGradient)).toBeLessThan(near);
            expect(distance(result.sampledGradient, slopes.sampledGradient)).toBeLessThan(near);
          }
        }
      }),
      { numRuns: RUNS, seed: 5, endOnFailure: true },
    );
    expect(separated).toBeGreaterThan(RUNS / 2);
  });

  test('are states of their own until then', () => {
    const registers = [
      [0, 1, 2],
      [3, 4, 5],
    ];
    const layer = registers.flatMap((register) => [
      ...register.map((q) => gate('ry', [q], { angles: [q] })),
      ...register.map((q) => gate('rz', [q], { angles: [q] })),
      ...register.slice(1).map((q) => gate('z', [q], { controls: [q - 1] })),
    ]);
    const circuit = circuitOf(6, {
      leaves: 6,
      angles: registers.flat().map((leaf) => affine(0, [[leaf, 1]])),
      gates: [
        ...[layer, layer, layer, layer].flat(),
        gate('z', [3], { controls: [2] }),
        ...registers.flat().map((q) => gate('ry', [q], { angles: [q] })),
      ],
    });
    const sampled = circuit.leaves.map(() => true);
    const [{ steps, gates }, joined] = (['apart', 'joined'] as const).map((subsystems) =>
      describePlan(planCircuit(circuit, { sampled, subsystems }), {
        samples: 32,
        precision: 'f32',
        differentiate: true,
      }),
    ) as [PlanDescription, PlanDescription];
    const texts = steps.map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('subsystem 1: ')).length).toBeGreaterThan(3);
    expect(texts.slice(texts.indexOf('product of subsystems of 3 bits and 3 bits'))).toEqual([
      'product of subsystems of 3 bits and 3 bits',
      'table 9 of 1 phase, then rotation of 2, 3',
      'Z expectations of 0, 1, 2, 3, 4, 5',
    ]);
    expect(gates).toEqual(joined.gates);
  });
});

/** A random circuit on each of two registers, with the same leaves, then gates between them; all is read. */
function meetings(): fc.Arbitrary<Scenario> {
  const alone = scenarios({ qubits: 3, gates: 24, measured: () => fc.constant([z(0)]) });
  return alone
    .filter(({ circuit, batch }) => circuit.qubits.length > 1 && batch <= 5)
    .map((scenario) => {
      const circuit = together(scenario.circuit);
      const outputs = scenario.batch * circuit.measurements.length;
      const outputGradient = Float64Array.from({ length: outputs }, (_, i) =>
        Math.sin(1 + 2.3 * i),
      );
      return { ...scenario, circuit, outputGradient };
    });
}

function together({ qubits: { length: half }, leaves, angles, gates }: Circuit): Circuit {
  const first = Array.from({ length: half }, (_, q) => q);
  const layers = Array.from({ length: LAYERS }, (_, layer) => [
    ...gates.filter(({ name }) => name !== 'prepare'),
    ...first.map((q) => gate('ry', [q], { angles: [(layer + q) % angles.length] })),
  ]);
  const unitary = layers.flat();
  const moved = unitary.map((one) => ({
    ...one,
    qubits: one.qubits.map((q) => q + half),
    controls: one.controls.map((q) => q + half),
  }));
  const meet = first.flatMap((q) => [
    gate('rxx', [q, q + half], { angles: [0] }),
    gate('x', [(q + 1) % half], { controls: [q + half] }),
    gate('ry', [q + half], { angles: [0] }),
  ]);
  const measurements = [...first, ...first.map((q) => q + half)].flatMap((qubit): Measurement[] => [
    z(qubit),
    { kind: 'expectation', terms: [{ coefficient: 1, factors: [{ qubit, pauli: 'X' }] }] },
  ]);
  return circuitOf(2 * half, {
    leaves: leaves.length,
    angles,
    gates: [...unitary, ...moved, ...meet],
    measurements,
  });
}
