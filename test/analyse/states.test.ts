import { describe, expect, test } from 'vitest';
import { betweenRegisters } from '../../runtime/analyse/measure/between-registers.ts';
import { entropyOf } from '../../runtime/analyse/measure/entropy.ts';
import {
  divergenceFromHaar,
  expressibility,
} from '../../runtime/analyse/measure/expressibility.ts';
import { entangling, meyerWallach } from '../../runtime/analyse/measure/meyer-wallach.ts';
import { randomStream } from '../../runtime/data/random.ts';
import { ansatzOf } from './subject.ts';

const random = () => randomStream(3, 'test');

/** A Haar random state: normal amplitudes of length 1. */
function haarState(qubits: number, stream: ReturnType<typeof random>): Float64Array {
  const state = Float64Array.from({ length: 2 * 2 ** qubits }, () => stream.normal());
  const length = Math.hypot(...state);
  return state.map((value) => value / length);
}

function ghz(qubits: number): Float64Array {
  const state = new Float64Array(2 * 2 ** qubits);
  state[0] = state[state.length - 2] = Math.SQRT1_2;
  return state;
}

describe('expressibility', () => {
  test('of Haar random states is what so few pairs show by chance', () => {
    const stream = random();
    const fidelities = Array.from({ length: 4000 }, () => {
      const [a, b] = [haarState(2, stream), haarState(2, stream)];
      let [re, im] = [0, 0];
      for (let k = 0; k < a.length; k += 2) {
        re += a[k]! * b[k]! + a[k + 1]! * b[k + 1]!;
        im += a[k]! * b[k + 1]! - a[k + 1]! * b[k]!;
      }
      return re ** 2 + im ** 2;
    });
    const { divergence, floor, published } = divergenceFromHaar(fidelities, 4);
    expect(floor).toBeLessThan(0.01);
    expect(published).toBeLessThan(2 * floor);
    expect(divergence).toBeLessThan(2 * floor);
    expect(divergence).toBeGreaterThan(floor / 3);
  });

  // Figure 2 of Sim et al. 2019: 4.30 for a circuit that does nothing, 0.22 for H and RZ, 0.02 for RZ and RX.
  test('of one qubit is as published', async () => {
    const idle = await ansatzOf(
      'register q[1]\n evolve q with idle\n objective sum(expect(Z(q)))',
      'circuit idle on a[1] { param w: angle\n rz(w) a[0] }',
    );
    expect(expressibility(idle, 2000, random())?.divergence).toBeCloseTo(Math.log(75), 6);
    const phases = await ansatzOf(
      'register q[1]\n evolve q with turn\n objective sum(expect(Z(q)))',
      'circuit turn on a[1] { h a\n param w: angle\n rz(w) a[0] }',
    );
    // Fidelities are squared cosines of uniform angles, so shares of bins are differences of arc sines.
    const reach = (bin: number): number => (2 / Math.PI) * Math.asin(Math.sqrt(bin / 75));
    const shares = Array.from({ length: 75 }, (_, bin) => reach(bin + 1) - reach(bin));
    const exact = shares.reduce((sum, share) => sum + share * Math.log(75 * share), 0);
    expect(exact).toBeCloseTo(0.22, 1);
    const { divergence = NaN, floor = NaN } = expressibility(phases, 8000, random()) ?? {};
    expect(Math.abs(divergence - floor - exact)).toBeLessThan(0.02);
    const two = await ansatzOf(
      'register q[1]\n evolve q with turns\n objective sum(expect(Z(q)))',
      'circuit turns on a[1] { h a\n param w: angle[2]\n rz(w[0]) a[0]\n rx(w[1]) a[0] }',
    );
    expect(Math.abs((expressibility(two, 8000, random())?.divergence ?? NaN) - 0.02)).toBeLessThan(
      0.01,
    );
  });

  test('sees on nine qubits what bins of equal width cannot', () => {
    const alike = Array.from({ length: 500 }, (_, k) => (k / 500) * 0.001);
    const { divergence, published } = divergenceFromHaar(alike, 2 ** 9);
    expect(published).toBeLessThan(0.01);
    // Fidelities up to 0.001 are those of the less alike 40 of a hundred pairs of random states.
    expect(divergence).toBeGreaterThan(-Math.log(0.4) - 0.05);
    expect(Number.isFinite(divergenceFromHaar([0.999], 2 ** 9).published)).toBe(true);
  });
});

describe("Meyer and Wallach's measure", () => {
  test('is 1 for GHZ, 0 for a product and 8/9 for W of three qubits', () => {
    expect(meyerWallach(ghz(4))).toBeCloseTo(1, 12);
    const product = new Float64Array(16);
    product[0] = 0.6;
    product[1] = 0.8;
    expect(meyerWallach(product)).toBeCloseTo(0, 12);
    const w = new Float64Array(16);
    for (const k of [1, 2, 4]) w[2 * k] = Math.sqrt(1 / 3);
    expect(meyerWallach(w)).toBeCloseTo(8 / 9, 12);
  });

  test('is 0 for a circuit that entangles nothing, and near that of random states for one that does', async () => {
    const product = await ansatzOf(
      'register q[3]\n evolve q with turns\n objective sum(expect(Z(q)))',
      'circuit turns on a[n] { param w: angle[n]\n ry(w) a }',
    );
    const none = entangling(product, 50, random());
    expect(none.mean).toBeLessThan(1e-9);
    expect(none.own).toBeLessThan(1e-9);
    const strong = await ansatzOf(
      'register q[3]\n evolve q with strongly_entangling(layers: 6)\n objective sum(expect(Z(q)))',
    );
    const { mean, haar } = entangling(strong, 400, random());
    expect(haar).toBeCloseTo(6 / 9, 12);
    expect(Math.abs(mean - haar)).toBeLessThan(0.02);
  });
});

describe('entropy', () => {
  test('of a part of GHZ is one bit, whichever part', () => {
    for (const part of [[0], [1, 3], [0, 1, 2]]) {
      expect(entropyOf(ghz(4), part)).toBeCloseTo(1, 10);
    }
    expect(entropyOf(ghz(4), [0, 1, 2, 3])).toBe(0);
  });

  test("of a half of a Haar random state is Page's mean", () => {
    const stream = random();
    const [m, n] = [4, 8];
    const states = Array.from({ length: 300 }, () => haarState(5, stream));
    const mean = states.reduce((sum, state) => sum + entropyOf(state, [1, 4]), 0) / 300;
    // Page 1993, equation 5, in nats.
    const harmonic = Array.from({ length: m * n - n }, (_, k) => 1 / (n + 1 + k));
    const page = harmonic.reduce((a, b) => a + b, 0) - (m - 1) / (2 * n);
    expect(mean * Math.LN2).toBeCloseTo(page, 2);
  });
});

describe('what registers know of one another', () => {
  test('is two bits for a Bell pair between them, and nothing without a gate between them', async () => {
    const bell = await ansatzOf(
      'register a[1], b[1]\n evolve a, b with bell\n readout e = expect([Z(a), Z(b)])',
      'circuit bell on a[1], b[1] { h a\n cx a, b }',
    );
    const known = betweenRegisters(bell);
    expect(known?.entropies.map(({ name, bits }) => [name, bits.toFixed(6)])).toEqual([
      ['a', '1.000000'],
      ['b', '1.000000'],
    ]);
    expect(known?.pairs[0]?.bits).toBeCloseTo(2, 8);
    const apart = await ansatzOf(
      'register a[1], b[2]\n evolve a, b with twice\n readout e = expect([Z(a), Z(b)])',
      'circuit twice on a[1], b[2] { h a\n ry(1) b[0]\n cx b[0], b[1]\n cx a, b[0]\n cx a, b[0] }',
    );
    expect(betweenRegisters(apart)?.pairs[0]?.bits).toBeCloseTo(0, 8);
  });

  test('is one bit for each pair of three in GHZ', async () => {
    const three = await ansatzOf(
      'register a[1], b[1], c[1]\n evolve a, b, c with ghz\n readout e = expect([Z(a), Z(b), Z(c)])',
      'circuit ghz on a[1], b[1], c[1] { h a\n cx a, b\n cx b, c }',
    );
    expect(betweenRegisters(three)?.pairs.map(({ bits }) => bits.toFixed(6))).toEqual([
      '1.000000',
      '1.000000',
      '1.000000',
    ]);
  });

  test('is told of modalities where one register holds them all', async () => {
    const ansatz = await ansatzOf(
      'modality y: real\n register q[2]\n encode x into q[0] with angle\n encode y into q[1] with angle\n fuse q with strongly_entangling(layers: 1)\n objective sum(expect(Z(q)))',
    );
    expect(betweenRegisters(ansatz)?.entropies.map(({ name }) => name)).toEqual(['x', 'y']);
  });
});
