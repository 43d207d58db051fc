import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserProblem } from '../../runtime/program/problem.ts';
import { createSimulator, memoryNeeded } from '../../runtime/simulate/index.ts';
import type { Simulator } from '../../runtime/simulate/simulator.ts';
import { workloadW } from '../../bench/workload.ts';
import { denseOutputs } from '../support/dense.ts';
import { affine, circuitOf, gate, scenarios, z } from './random-circuit.ts';
import { distance, simulate, splitLeaves } from './run.ts';

describe('a simulator', () => {
  const { circuit, sampled } = workloadW(5, 3);

  test('gives the same bits for the same values, whatever ran before', () => {
    const scenario = { circuit, sampled, ...randomLeaves(7) };
    const first = simulate(scenario, 'f32');
    const second = simulate(scenario, 'f32');
    expect(second).toEqual(first);

    const used = createSimulator(circuit, { precision: 'f32', sampled });
    const { shared, own } = splitLeaves(scenario);
    const larger = new Float64Array(50 * used.outputs);
    used.forward(
      shared.map((x) => -x),
      new Float64Array(50 * 5).fill(1),
      50,
      larger,
    );
    used.backward(larger, 50, new Float64Array(shared.length), new Float64Array(250));
    const values = new Float64Array(7 * used.outputs);
    const sharedGradient = new Float64Array(shared.length);
    const sampledGradient = new Float64Array(own.length);
    used.forward(shared, own, 7, values);
    used.backward(scenario.outputGradient, 7, sharedGradient, sampledGradient);
    expect({ values, sharedGradient, sampledGradient }).toEqual(first);
  });

  test('gives a sample the same values alone as in any batch', () => {
    const { leaves, outputGradient } = randomLeaves(9);
    const scenario = { circuit, sampled, batch: 9, leaves, outputGradient };
    const all = simulate(scenario, 'f64').values;
    leaves.forEach((row, sample) => {
      const alone = simulate({ ...scenario, batch: 1, leaves: [row] }, 'f64').values;
      expect([...alone]).toEqual([...all.subarray(sample * 5, sample * 5 + 5)]);
    });
  });

  test('computes states again, or undoes them, where keeping them takes too much', () => {
    const numRuns = 60;
    fc.assert(
      fc.property(scenarios({ qubits: 4, gates: 20 }), (scenario) => {
        const kept = gradients(scenario, { batch: 2 ** 30, tile: 2 ** 30 });
        const again = gradients(scenario, { batch: 0, tile: 2 ** 30 });
        const undone = gradients(scenario, { batch: 0, tile: 0 });
        expect(again).toEqual(kept);
        expect(distance(undone, kept)).toBeLessThan(1e-12);
      }),
      { numRuns, seed: 8 },
    );
  });

  test('leaves out the work for gradients that nobody wants, and gives the others', () => {
    fc.assert(
      fc.property(scenarios({ qubits: 4, gates: 20 }), (scenario) => {
        const all = simulate(scenario, 'f64');
        const { circuit, sampled } = scenario;
        const some = createSimulator(circuit, {
          precision: 'f64',
          sampled,
          wanted: sampled.map((own) => !own),
        });
        const { shared, own } = splitLeaves(scenario);
        const sharedGradient = new Float64Array(some.sharedLeaves);
        const values = new Float64Array(all.values.length);
        some.forward(shared, own, scenario.batch, values);
        some.backward(scenario.outputGradient, scenario.batch, sharedGradient, own.slice());
        expect(values).toEqual(all.values);
        expect(distance(sharedGradient, all.sharedGradient)).toBeLessThan(1e-12);
      }),
      { numRuns: 60, seed: 12 },
    );
  });

  test('stays exact for angles of any size', () => {
    // H RZ H and RY, each with an angle of the batch and with one of the sample; RZ of the batch is a table.
    const own = [false, true, false, true];
    const turned = circuitOf(4, {
      leaves: 4,
      angles: own.map((_, leaf) => affine(0, [[leaf, 1]])),
      gates: [
        gate('ry', [0], { angles: [0] }),
        gate('ry', [1], { angles: [1] }),
        ...[2, 3].flatMap((q) => [
          gate('h', [q]),
          gate('rz', [q], { angles: [q] }),
          gate('h', [q]),
        ]),
      ],
      measurements: [0, 1, 2, 3].map((q) => z(q)),
    });
    const [simulator, single] = (['f64', 'f32'] as const).map((precision) =>
      createSimulator(turned, { precision, sampled: own }),
    ) as [Simulator, Simulator];
    const out = new Float64Array(8);
    for (const angle of [0, 1e-9, 12.5, -400, 1e5, 1e7 + 0.5, -3e9]) {
      const rows = Float64Array.of(angle, angle, 1, -angle);
      simulator.forward(Float64Array.of(angle, -angle), rows, 2, out);
      const far = Math.cos(angle);
      const expected = [far, far, far, far, far, Math.cos(1), far, far];
      expect(distance(out, expected)).toBeLessThan(1e-15 * Math.max(8, Math.abs(angle)));
      single.forward(Float64Array.of(angle, -angle), rows, 2, out);
      expect(distance(out, expected)).toBeLessThan(1e-6);
    }
  });

  test('refuses to go backward over samples it has not seen', () => {
    const simulator = createSimulator(circuit, { precision: 'f32', sampled });
    const backward = () => {
      simulator.backward(new Float64Array(5), 1, new Float64Array(30), new Float64Array(5));
    };
    expect(backward).toThrow('backward of 1 samples after forward of none');
  });

  function randomLeaves(batch: number) {
    const weights = sampled.map((_, leaf) => 3 * Math.sin(leaf));
    return {
      batch,
      leaves: Array.from({ length: batch }, (_, b) =>
        weights.map((weight, leaf) => (sampled[leaf] ? 2 * Math.cos(b * 7 + leaf) : weight)),
      ),
      outputGradient: Float64Array.from({ length: batch * 5 }, (_, i) => Math.cos(i)),
    };
  }
});

describe('modalities that a sample lacks', () => {
  const circuit = circuitOf(2, {
    angles: [affine(0.7), affine(0.3)],
    gates: [
      gate('ry', [0], { angles: [0], when: ['eye'] }),
      gate('ry', [1], { angles: [1], when: ['ear'] }),
      gate('x', [1], { controls: [0], when: ['eye', 'ear'] }),
    ],
  });

  test.each(['eye', 'ear', 'none'])('leave their gates out (%s there)', (there) => {
    const present = (modality: string): boolean => modality === there;
    const simulator = createSimulator(circuit, { precision: 'f64', sampled: [], present });
    const out = new Float64Array(2);
    simulator.forward(new Float64Array(0), new Float64Array(0), 1, out);
    expect(distance(out, denseOutputs(circuit, [], present))).toBeLessThan(1e-15);
  });
});

describe('amplitudes', () => {
  const amplitudes = (count: number) =>
    Array.from({ length: count }, (_, leaf) => affine(0, [[leaf, 1]]));

  test('are loaded per sample and have gradients', () => {
    const circuit = circuitOf(3, {
      leaves: 4,
      angles: [...amplitudes(4), affine(0.4), affine(1.1)],
      gates: [
        gate('ry', [1], { angles: [4] }),
        gate('prepare', [2, 0], { angles: [0, 1, 2, 3] }),
        gate('ry', [0], { angles: [5] }),
        gate('x', [1], { controls: [2] }),
      ],
      measurements: [z(0), z(1), z(2), { kind: 'probabilities', qubits: [2, 0] }],
    });
    const leaves = [
      [0.5, 0.5, -0.5, 0.5],
      [0.1, 0.7, -0.1, 0.7],
      [0, 0.6, 0.8, 0],
    ];
    const scenario = {
      circuit,
      sampled: [true, true, true, true],
      batch: 3,
      leaves,
      outputGradient: Float64Array.from({ length: 21 }, (_, i) => Math.sin(i)),
    };
    const { values, sampledGradient } = simulate(scenario, 'f64');
    const reference = leaves.flatMap((row) => denseOutputs(circuit, row));
    expect(distance(values, reference)).toBeLessThan(1e-14);
    const step = 1e-6;
    const loss = (b: number, leaf: number, shift: number): number =>
      denseOutputs(circuit, leaves[b]!.with(leaf, leaves[b]![leaf]! + shift)).reduce(
        (sum, value, i) => sum + value * scenario.outputGradient[7 * b + i]!,
        0,
      );
    const differences = leaves.flatMap((row, b) =>
      row.map((_, leaf) => (loss(b, leaf, step) - loss(b, leaf, -step)) / (2 * step)),
    );
    expect(distance(sampledGradient, differences)).toBeLessThan(1e-9);
  });

  test('on qubits in use are refused for now', () => {
    const circuit = circuitOf(1, {
      angles: [affine(1), affine(0)],
      gates: [gate('x', [0]), gate('prepare', [0], { angles: [0, 1] })],
    });
    expect(() => createSimulator(circuit, { precision: 'f32', sampled: [] })).toThrow(
      'The simulator cannot yet prepare q[0] after other gates have acted on it.',
    );
  });
});

describe('resets and barriers', () => {
  test('a reset of a fresh qubit and a barrier do nothing', () => {
    const circuit = circuitOf(1, {
      gates: [gate('reset', [0]), gate('barrier', [0]), gate('h', [0])],
      measurements: [
        { kind: 'expectation', terms: [{ coefficient: 2, factors: [{ qubit: 0, pauli: 'X' }] }] },
      ],
    });
    const simulator = createSimulator(circuit, { precision: 'f64', sampled: [] });
    const out = new Float64Array(1);
    simulator.forward(new Float64Array(0), new Float64Array(0), 1, out);
    expect(out[0]).toBeCloseTo(2, 14);
  });
});

describe('memory', () => {
  test('all amplitudes of 40 qubits are refused with the bytes they need', () => {
    const qubits = Array.from({ length: 40 }, (_, q) => q);
    const circuit = circuitOf(40, { gates: [], measurements: [{ kind: 'amplitudes', qubits }] });
    const problem = problemOf(() => createSimulator(circuit, { precision: 'f32', sampled: [] }));
    expect(problem.details.code).toBe('too-large');
    expect(problem.message).toBe(
      'All amplitudes of 40 qubits need 16 TiB (17592186109952 bytes) of memory; 4 GiB (4294967296 bytes) can be used.',
    );
    expect(memoryNeeded(circuit, 1, 'f32')).toBe(17592186109952);
  });

  test('what is needed grows with the batch, and is refused beyond what may be used', () => {
    const { circuit, sampled } = workloadW(6, 2);
    const one = memoryNeeded(circuit, 1, 'f32');
    expect(memoryNeeded(circuit, 1000, 'f32')).toBeGreaterThan(one);
    expect(memoryNeeded(circuit, 1, 'f64')).toBeGreaterThan(one);
    const simulator = createSimulator(circuit, { precision: 'f32', sampled, memory: 2 ** 19 });
    const forward = () => {
      simulator.forward(new Float64Array(24), new Float64Array(6e5), 1e5, new Float64Array(6e5));
    };
    expect(problemOf(forward).message).toMatch(
      /^A batch of 100000 on 6 qubits needs .* of memory; 512 KiB \(524288 bytes\) can be used\.$/,
    );
  });

  function problemOf(run: () => unknown): UserProblem {
    try {
      run();
    } catch (error) {
      if (error instanceof UserProblem) return error;
    }
    throw new Error('no problem was reported');
  }
});

function gradients(
  scenario: Parameters<typeof simulate>[0],
  limits: { readonly batch: number; readonly tile: number },
): number[] {
  const { circuit, sampled, batch, outputGradient } = scenario;
  const simulator = createSimulator(circuit, { precision: 'f64', sampled }, limits);
  const { shared, own } = splitLeaves(scenario);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(own.length);
  simulator.forward(shared, own, batch, new Float64Array(batch * simulator.outputs));
  simulator.backward(outputGradient, batch, sharedGradient, sampledGradient);
  return [...sharedGradient, ...sampledGradient];
}
