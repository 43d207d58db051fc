import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Affine, Gate, GateName } from '../../runtime/program/circuit.ts';
import { workloadW } from '../../bench/workload.ts';
import { affine, circuitOf, gate, type Scenario, z } from './random-circuit.ts';
import { denseValues, differenceGradients, distance, simulate } from './run.ts';

/** Layers as models have them, each on all qubits: this is where passes and tables get wide. */
type Layer =
  | { readonly kind: 'rotations'; readonly name: GateName; readonly rate: 'shared' | 'sampled' }
  | {
      readonly kind: 'pairs';
      readonly name: GateName;
      readonly rate: 'shared' | 'sampled' | 'none';
    };

const layer: fc.Arbitrary<Layer> = fc.oneof(
  fc.record({
    kind: fc.constant('rotations' as const),
    name: fc.constantFrom('rx' as const, 'ry' as const, 'rz' as const, 'p' as const),
    rate: fc.constantFrom('shared' as const, 'sampled' as const),
  }),
  fc.record({
    kind: fc.constant('pairs' as const),
    name: fc.constantFrom('rzz' as const, 'rxx' as const),
    rate: fc.constantFrom('shared' as const, 'sampled' as const),
  }),
  fc.record({
    kind: fc.constant('pairs' as const),
    name: fc.constantFrom('x' as const, 'z' as const, 'h' as const),
    rate: fc.constant('none' as const),
  }),
);

describe('circuits in layers', () => {
  test('give the values and gradients of the dense reference', { timeout: 600_000 }, () => {
    const shapes = fc.record({
      qubits: fc.integer({ min: 3, max: 8 }),
      layers: fc.array(layer, { minLength: 1, maxLength: 5 }),
      batch: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(shapes, ({ qubits, layers, batch }) => {
        const scenario = layered(qubits, layers, batch);
        const exact = simulate(scenario, 'f64');
        const fast = simulate(scenario, 'f32');
        const reference = denseValues(scenario);
        expect(distance(exact.values, reference)).toBeLessThan(1e-12);
        expect(distance(fast.values, reference)).toBeLessThan(1e-5);
        const differences = qubits > 5 ? exact : differenceGradients(scenario);
        for (const kind of ['sharedGradient', 'sampledGradient'] as const) {
          expect(distance(exact[kind], differences[kind])).toBeLessThan(1e-7);
          expect(distance(fast[kind], exact[kind])).toBeLessThan(1e-4);
        }
      }),
      { numRuns: process.env['QMM_NIGHTLY'] === undefined ? 30 : 1000, seed: 5 },
    );
  });

  test('workload W is exact to float32 in values and gradients', () => {
    const { circuit, sampled } = workloadW(8, 6);
    const batch = 6;
    const scenario = {
      circuit,
      sampled,
      batch,
      leaves: values(sampled, batch),
      outputGradient: Float64Array.from({ length: batch * 8 }, (_, i) => Math.sin(3 * i) / 2),
    };
    const exact = simulate(scenario, 'f64');
    const fast = simulate(scenario, 'f32');
    expect(distance(exact.values, denseValues(scenario))).toBeLessThan(1e-12);
    expect(distance(fast.values, exact.values)).toBeLessThan(2e-6);
    expect(distance(fast.sharedGradient, exact.sharedGradient)).toBeLessThan(5e-6);
    expect(distance(fast.sampledGradient, exact.sampledGradient)).toBeLessThan(2e-6);
  });
});

function layered(qubits: number, layers: readonly Layer[], batch: number): Scenario {
  const sampled: boolean[] = [];
  const angles: Affine[] = [];
  const fresh = (rate: 'shared' | 'sampled' | 'none'): number[] => {
    if (rate === 'none') return [];
    const leaf = sampled.push(rate === 'sampled') - 1;
    return [angles.push(affine(0, [[leaf, 1]])) - 1];
  };
  const gates: Gate[] = [];
  for (let q = 0; q < qubits; q++) gates.push(gate('ry', [q], { angles: fresh('sampled') }));
  for (const { kind, name, rate } of layers) {
    for (let q = 0; q < qubits; q++) {
      const next = (q + 1) % qubits;
      if (kind === 'rotations') gates.push(gate(name, [q], { angles: fresh(rate) }));
      else if (rate === 'none') gates.push(gate(name, [next], { controls: [q] }));
      else gates.push(gate(name, [q, next], { angles: fresh(rate) }));
    }
  }
  const measurements = [
    ...Array.from({ length: qubits }, (_, q) => z(q)),
    { kind: 'probabilities' as const, qubits: [1, 0] },
  ];
  const circuit = circuitOf(qubits, { leaves: sampled.length, angles, gates, measurements });
  const outputGradient = Float64Array.from({ length: batch * (qubits + 4) }, (_, i) => Math.sin(i));
  return { circuit, sampled, batch, leaves: values(sampled, batch), outputGradient };
}

function values(sampled: readonly boolean[], batch: number): number[][] {
  return Array.from({ length: batch }, (_, b) =>
    sampled.map((own, leaf) => 3 * Math.sin(1 + 5 * leaf + (own ? 11 * b : 0))),
  );
}
