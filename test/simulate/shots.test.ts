import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/random.ts';
import type { Circuit, Measurement, Pauli } from '../../runtime/program/index.ts';
import { executeCircuit } from '../../runtime/simulate/index.ts';
import { drawBinomial } from '../../runtime/simulate/sampling/binomial.ts';
import { createMultinomial } from '../../runtime/simulate/sampling/multinomial.ts';
import { planSettings } from '../../runtime/simulate/sampling/settings.ts';
import type { Simulator } from '../../runtime/simulate/simulator.ts';
import { denseOutputs } from '../support/dense.ts';
import { problemOf } from '../support/problems.ts';
import { affine, circuitOf, gate, scenarios, z } from './random-circuit.ts';
import { denseValues, distance, simulate, splitLeaves } from './run.ts';

function machine(
  circuit: Circuit,
  shots: number,
  sampled: readonly boolean[] = [],
  stream = 'test',
): Simulator {
  const random = randomStream(5, stream);
  return executeCircuit(circuit, {
    precision: 'f64',
    sampled,
    execution: { shots, noise: null, seed: 0 },
    gradient: 'shift',
    random: () => random,
  });
}

const word = (letters: string): Measurement => ({
  kind: 'expectation',
  terms: [
    {
      coefficient: 1,
      factors: Array.from(letters).flatMap((letter, qubit) =>
        letter === 'I' ? [] : [{ qubit, pauli: letter as Pauli }],
      ),
    },
  ],
});

describe('a binomial draw', () => {
  test.each([
    [5, 0.3],
    [40, 0.02],
    [1000, 0.004],
    [1000, 0.996],
    [25, 0.5],
    [60, 0.4],
    [1024, 0.3],
    [4096, 0.83],
  ])('of %i trials at %f follows the distribution', (trials, probability) => {
    const random = randomStream(1, `binomial/${trials}/${probability}`);
    const draws = 20_000;
    const seen = new Float64Array(trials + 1);
    for (let i = 0; i < draws; i++) seen[drawBinomial(trials, probability, random)]! += 1;
    const expected = masses(trials, probability).map((mass) => mass * draws);
    // Pearson's statistic over cells of at least 20 expected draws, the others together.
    let [cells, statistic, restSeen, restExpected] = [0, 0, 0, 0];
    expected.forEach((wanted, count) => {
      if (wanted < 20) {
        restSeen += seen[count]!;
        restExpected += wanted;
        return;
      }
      cells += 1;
      statistic += (seen[count]! - wanted) ** 2 / wanted;
    });
    expect(Math.abs(restSeen - restExpected)).toBeLessThan(5 * Math.sqrt(restExpected) + 5);
    expect(statistic).toBeLessThan(cells + 5 * Math.sqrt(2 * cells));
  });

  test('is certain where the outcome is', () => {
    const random = randomStream(1, 'certain');
    expect(drawBinomial(100, 0, random)).toBe(0);
    expect(drawBinomial(100, 1, random)).toBe(100);
    expect(drawBinomial(0, 0.5, random)).toBe(0);
  });
});

describe('a multinomial draw', () => {
  test('adds up to the shots, in ascending outcomes, with the right means and covariances', () => {
    const probabilities = Float64Array.of(0.05, 0, 0.3, 0.1, 0.25, 0.2, 0.1, 0);
    const shots = 200;
    const rounds = 5000;
    const draw = createMultinomial(3, shots);
    const random = randomStream(3, 'multinomial');
    const sums = new Float64Array(8);
    let product = 0;
    for (let round = 0; round < rounds; round++) {
      const { size, outcomes, counts } = draw(probabilities, 0, random);
      const all = new Float64Array(8);
      for (let i = 0; i < size; i++) all[outcomes[i]!] = counts[i]!;
      expect(counts.subarray(0, size).reduce((sum, count) => sum + count, 0)).toBe(shots);
      expect([...outcomes.subarray(0, size)]).toEqual([...outcomes.subarray(0, size)].sort());
      all.forEach((count, i) => (sums[i]! += count));
      product += (all[2]! - 60) * (all[4]! - 50);
    }
    probabilities.forEach((p, i) => {
      const deviation = Math.sqrt((shots * p * (1 - p)) / rounds);
      expect(Math.abs(sums[i]! / rounds - shots * p)).toBeLessThanOrEqual(5 * deviation);
    });
    // cov(n_i, n_j) = -N p_i p_j = -15, give or take 5 deviations of about sqrt(42 * 37.5 / rounds).
    expect(Math.abs(product / rounds + 15)).toBeLessThan(3);
  });

  test('of many outcomes and few shots tells only what was seen', () => {
    const bits = 16;
    const even = new Float64Array(2 ** bits).fill(2 ** -bits);
    const { size, counts } = createMultinomial(bits, 10)(even, 0, randomStream(2, 'few'));
    expect(size).toBeLessThanOrEqual(10);
    expect(counts).toHaveLength(10);
  });
});

describe('settings', () => {
  test('hold the words that agree on their qubits, the longer ones first', () => {
    const { settings } = planSettings(['ZZI', 'XII', 'IXX', 'ZII', 'IIZ'].map(word), 3);
    expect(settings).toEqual([
      { qubits: [0, 1, 2], bases: ['Z', 'Z', 'Z'], outcome: 'bits' },
      { qubits: [0, 1, 2], bases: ['X', 'X', 'X'], outcome: 'bits' },
    ]);
  });

  test('are three to the power of the qubits for all Pauli words', () => {
    expect(planSettings([{ kind: 'paulis', qubits: [1, 0] }], 2).settings).toHaveLength(9);
  });

  test('read all single Zs and probabilities at once', () => {
    const { settings } = planSettings(
      [z(0), z(1), z(2), { kind: 'probabilities', qubits: [2, 0] }],
      3,
    );
    expect(settings).toEqual([{ qubits: [0, 1, 2], bases: ['Z', 'Z', 'Z'], outcome: 'bits' }]);
  });

  test('are one for each word of a circuit whose joint outcomes are too many', () => {
    const { settings } = planSettings([word('ZZI'), z(1), z(1)], 24);
    expect(settings).toEqual([
      { qubits: [0, 1], bases: ['Z', 'Z'], outcome: 'sign' },
      { qubits: [1], bases: ['Z'], outcome: 'sign' },
    ]);
  });
});

describe('values from shots', () => {
  test(
    'are within five standard errors of the exact ones on random circuits',
    { timeout: 60_000 },
    () => {
      const shots = 4000;
      fc.assert(
        fc.property(scenarios({ qubits: 4, gates: 12 }), (scenario) => {
          const simulator = machine(scenario.circuit, shots, scenario.sampled);
          const { shared, own } = splitLeaves(scenario);
          const values = new Float64Array(scenario.batch * simulator.outputs);
          simulator.forward(shared, own, scenario.batch, values);
          // Coefficients of a measurement add up to 4 at most.
          expect(distance(values, denseValues(scenario))).toBeLessThan((4 * 5) / Math.sqrt(shots));
        }),
        { numRuns: 100, seed: 4 },
      );
    },
  );

  const circuit = circuitOf(2, {
    angles: [affine(0.7), affine(1.9)],
    gates: [
      gate('ry', [0], { angles: [0] }),
      gate('rx', [1], { angles: [1] }),
      gate('x', [1], { controls: [0] }),
      gate('ry', [1], { angles: [0] }),
    ],
    measurements: [
      word('ZI'),
      word('IZ'),
      word('ZZ'),
      word('XY'),
      { kind: 'probabilities', qubits: [1] },
    ],
  });

  test('vary as shots do, together where they come from the same ones', () => {
    const [shots, repeats] = [100, 20_000];
    const exact = denseOutputs(circuit, []);
    const simulator = machine(circuit, shots);
    const out = new Float64Array(repeats * 6);
    simulator.forward(new Float64Array(0), new Float64Array(0), repeats, out);
    const mean = (of: (row: Float64Array) => number): number => {
      let sum = 0;
      for (let i = 0; i < repeats; i++) sum += of(out.subarray(6 * i, 6 * i + 6));
      return sum / repeats;
    };
    for (const k of [0, 1, 2, 3]) {
      const variance = (1 - exact[k]! ** 2) / shots;
      expect(Math.abs(mean((row) => row[k]!) - exact[k]!)).toBeLessThan(
        5 * Math.sqrt(variance / repeats),
      );
      const found = mean((row) => (row[k]! - exact[k]!) ** 2);
      expect(Math.abs(found / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / repeats));
    }
    const together = mean((row) => (row[0]! - exact[0]!) * (row[1]! - exact[1]!));
    expect(together).toBeCloseTo((exact[2]! - exact[0]! * exact[1]!) / shots, 3);
    const apart = mean((row) => (row[0]! - exact[0]!) * (row[3]! - exact[3]!));
    expect(Math.abs(apart)).toBeLessThan(5 / (shots * Math.sqrt(repeats)));
    expect(mean((row) => row[4]! + row[5]!)).toBeCloseTo(1, 12);
    expect(mean((row) => Math.abs(row[4]! - row[5]! - row[1]!))).toBeLessThan(1e-12);
  });

  test('are the same for the same stream, however the batch is split', () => {
    const scenario = {
      circuit: circuitOf(2, {
        leaves: 1,
        angles: [affine(0, [[0, 1]])],
        gates: [gate('ry', [0], { angles: [0] }), gate('x', [1], { controls: [0] })],
        measurements: [word('ZZ'), word('XX'), word('ZI')],
      }),
      sampled: [true],
    };
    const angles = Float64Array.from({ length: 2500 }, (_, i) => i / 100);
    const all = new Float64Array(2500 * 3);
    machine(scenario.circuit, 50, [true]).forward(new Float64Array(0), angles, 2500, all);
    const parts = new Float64Array(2500 * 3);
    const simulator = machine(scenario.circuit, 50, [true]);
    for (const [start, end] of [
      [0, 7],
      [7, 1500],
      [1500, 2500],
    ] as const) {
      simulator.forward(
        new Float64Array(0),
        angles.subarray(start, end),
        end - start,
        parts.subarray(3 * start, 3 * end),
      );
    }
    expect(parts).toEqual(all);
    const other = new Float64Array(2500 * 3);
    const second = machine(scenario.circuit, 50, [true], 'second');
    second.forward(new Float64Array(0), angles, 2500, other);
    expect(other).not.toEqual(all);
  });

  test('come from twenty qubits as from two', () => {
    const all = Array.from({ length: 20 }, (_, q) => q);
    const ghz = circuitOf(20, {
      gates: [gate('h', [0]), ...all.slice(1).map((q) => gate('x', [q], { controls: [q - 1] }))],
    });
    const simulator = machine(ghz, 1000);
    const out = new Float64Array(20);
    simulator.forward(new Float64Array(0), new Float64Array(0), 1, out);
    // All qubits of a shot are the same.
    expect(new Set(out).size).toBe(1);
    expect(Math.abs(out[0]!)).toBeLessThan(5 / Math.sqrt(1000));
  });

  test('of more qubits than a state has come word by word', () => {
    const all = Array.from({ length: 40 }, (_, q) => q);
    const row = circuitOf(40, {
      leaves: 40,
      angles: all.map((q) => affine(0.1, [[q, 1]])),
      gates: [
        ...all.map((q) => gate('ry', [q], { angles: [q] })),
        ...all
          .slice(1)
          .map((q) => gate('x', [q], { controls: [q - 1] }))
          .filter((_, k) => k % 2 === 0),
      ],
    });
    const shots = 400;
    const simulator = machine(
      row,
      shots,
      all.map(() => false),
    );
    const out = new Float64Array(40);
    const slopes = new Float64Array(40);
    const angles = Float64Array.from(all, (q) => Math.sin(q));
    simulator.forward(angles, new Float64Array(0), 1, out);
    simulator.backward(new Float64Array(40).fill(1), 1, slopes, new Float64Array(0));
    // Odd qubits are flipped by their left neighbours.
    const cosines = [...angles].map((angle) => Math.cos(angle + 0.1));
    const exact = all.map((q) => (q % 2 === 0 ? cosines[q]! : cosines[q]! * cosines[q - 1]!));
    expect(distance(out, exact)).toBeLessThan(5 / Math.sqrt(shots));
    const sines = [...angles].map((angle) => -Math.sin(angle + 0.1));
    const gradient = all.map((q) =>
      q % 2 === 0 ? sines[q]! * (1 + cosines[q + 1]!) : sines[q]! * cosines[q - 1]!,
    );
    // The two words that an even angle is in have shots of their own; the difference is halved.
    expect(distance(slopes, gradient)).toBeLessThan((5 * Math.sqrt(40)) / Math.sqrt(2 * shots));
  });

  test('of a word on forty qubits are its signs', () => {
    const all = Array.from({ length: 40 }, (_, q) => q);
    const factors = all.map((qubit) => ({ qubit, pauli: 'Z' as const }));
    const row = circuitOf(40, {
      angles: [affine(0.2), affine(0.1)],
      gates: [
        ...all.map((q) => gate('ry', [q], { angles: [q % 2] })),
        ...all.slice(1).map((q) => gate('z', [q], { controls: [q - 1] })),
      ],
      measurements: [{ kind: 'expectation', terms: [{ coefficient: 2, factors }] }],
    });
    const shots = 1000;
    const out = new Float64Array(1);
    machine(row, shots).forward(new Float64Array(0), new Float64Array(0), 1, out);
    const exact = 2 * (Math.cos(0.2) * Math.cos(0.1)) ** 20;
    expect(Math.abs(out[0]! - exact)).toBeLessThan((2 * 5) / Math.sqrt(shots));
    expect(Math.abs(out[0]! - exact)).toBeGreaterThan(0);
  });

  test('have gradients with draws of their own, right on average', () => {
    const turned = circuitOf(1, {
      leaves: 1,
      angles: [affine(0, [[0, 1]])],
      gates: [gate('ry', [0], { angles: [0] })],
    });
    const [shots, repeats] = [64, 10_000];
    const simulator = machine(turned, shots, [false]);
    const out = new Float64Array(repeats);
    const each = new Float64Array(1);
    simulator.forward(Float64Array.of(0.6), new Float64Array(0), repeats, out);
    simulator.backward(
      new Float64Array(repeats).fill(1 / repeats),
      repeats,
      each,
      new Float64Array(0),
    );
    // Half the difference of two estimates whose squares of the sine are 1 - sin(0.6)^2.
    const deviation = Math.sqrt(Math.cos(0.6) ** 2 / (2 * shots * repeats));
    expect(Math.abs(each[0]! + Math.sin(0.6))).toBeLessThan(5 * deviation);
    expect(each[0]).not.toBeCloseTo(
      simulate(
        {
          circuit: turned,
          sampled: [false],
          batch: 1,
          leaves: [[0.6]],
          outputGradient: Float64Array.of(1),
        },
        'f64',
      ).sharedGradient[0]!,
      8,
    );
  });

  test('have no gradient where amplitudes are read', () => {
    const pure = circuitOf(1, {
      leaves: 1,
      angles: [affine(0, [[0, 1]])],
      gates: [gate('ry', [0], { angles: [0] })],
      measurements: [{ kind: 'amplitudes', qubits: [0] }],
    });
    expect(problemOf(() => machine(pure, 100, [false]))).toMatchObject({
      code: 'target-cannot',
      message: expect.stringContaining('amplitudes') as string,
    });
  });
});

/** Of the binomial distribution, by its recurrence outwards from the mode. */
function masses(trials: number, probability: number): number[] {
  const odds = probability / (1 - probability);
  const mode = Math.floor((trials + 1) * probability);
  const relative = new Array<number>(trials + 1).fill(0);
  relative[mode] = 1;
  for (let k = mode; k < trials; k++)
    relative[k + 1] = (relative[k]! * odds * (trials - k)) / (k + 1);
  for (let k = mode; k > 0; k--) relative[k - 1] = (relative[k]! * k) / (odds * (trials - k + 1));
  const sum = relative.reduce((total, mass) => total + mass, 0);
  return relative.map((mass) => mass / sum);
}
