import { describe, expect, test } from 'vitest';
import { createSimulator, planCircuit } from '../../runtime/simulate/index.ts';
import { evolutionsOf, hasHalves } from '../../runtime/simulate/plan/plan.ts';
import { KEEP_LIMITS } from '../../runtime/simulate/run/programs.ts';
import { affine, circuitOf, gate, type Scenario } from './random-circuit.ts';
import { denseValues, differenceGradients, distance, simulateWith } from './run.ts';

/** Kept, computed again, undone. */
const LIMITS = [KEEP_LIMITS, { batch: 0, tile: 2 ** 30 }, { batch: 0, tile: 0 }];

describe("phases by a sample's own angles", () => {
  test.each([1, 2, 3, 4, 5])('of %i of five qubits are those of the dense reference', (count) => {
    const scenario = phases(count);
    const { circuit, sampled } = scenario;
    const passes = evolutionsOf(planCircuit(circuit, { sampled })).flatMap((one) => one.passes);
    expect(passes.some((pass) => pass.kind === 'phase' && hasHalves(pass))).toBe(count >= 4);
    const reference = denseValues(scenario);
    const slopes = differenceGradients(scenario);
    for (const limits of LIMITS) {
      for (const [precision, near] of [
        ['f64', 1e-7],
        ['f32', 2e-5],
      ] as const) {
        const result = simulateWith(
          createSimulator(circuit, { precision, sampled }, limits),
          scenario,
        );
        expect(distance(result.values, reference)).toBeLessThan(near);
        expect(distance(result.sharedGradient, slopes.sharedGradient)).toBeLessThan(near);
        expect(distance(result.sampledGradient, slopes.sampledGradient)).toBeLessThan(near);
      }
    }
  });
});

/** Phases between two layers of rotations by shared angles. */
function phases(count: number): Scenario {
  const wires = [0, 1, 2, 3, 4];
  const turns = wires.map((q) => gate('ry', [q], { angles: [q] }));
  const own = wires.slice(0, count).map((_, i) => wires.length + i);
  const [shared, batch] = [wires.map((q) => 0.4 + 0.3 * q), 5];
  const circuit = circuitOf(wires.length, {
    leaves: wires.length + count,
    angles: [...wires, ...own].map((leaf) => affine(0.1, [[leaf, 1]])),
    gates: [
      ...turns,
      gate('x', [1], { controls: [0] }),
      gate('x', [3], { controls: [2] }),
      ...own.map((angle, q) => gate('rz', [q], { angles: [angle] })),
      ...turns,
    ],
  });
  return {
    circuit,
    sampled: [...shared.map(() => false), ...own.map(() => true)],
    batch,
    leaves: Array.from({ length: batch }, (_, sample) => [
      ...shared,
      ...own.map((_, i) => Math.sin(1 + 3 * sample + i)),
    ]),
    outputGradient: Float64Array.from({ length: batch * wires.length }, (_, i) => Math.cos(2 * i)),
  };
}
