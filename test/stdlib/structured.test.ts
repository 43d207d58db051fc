import { describe, expect, test } from 'vitest';
import { distance, each, encoded, hand, upTo, type Hand, type Outcome } from './support.ts';

const x4 = [0.31, -0.84, 0.57, 1.12];

/** A layer behind features, so that no gate of it meets a state it cannot change. */
function layer(call: string, x: readonly number[] = x4): Outcome {
  return encoded(x, 'q', `encode x into q with tilted\n  evolve q with ${call}`);
}

function start(x: readonly number[] = x4): Hand {
  return each(hand(x.length), x, (so, angle, k) => so.gate('h', k).gate('ry', k, angle));
}

function close(compiled: Outcome, written: Hand): void {
  expect(distance(compiled.state, written.state)).toBeLessThan(1e-12);
}

/** The numbers of pass `pass` for qubit `k`, weights in the order pass, kind, qubit. */
const take = (w: readonly number[], kinds: number, pass: number, kind: number, k: number): number =>
  w[(pass * kinds + kind) * 4 + k]!;

describe('the circuits of Sim, Johnson and Aspuru-Guzik', () => {
  test('4: X, Z, a chain of CRX', () => {
    const compiled = layer('sim4(layers: 2)');
    const [w, bond] = [compiled.weights('w'), compiled.weights('bond')];
    close(
      compiled,
      each(start(), upTo(2), (so, l) =>
        each(
          each(so, upTo(4), (now, k) =>
            now.gate('rx', k, take(w, 2, l, 0, k)).gate('rz', k, take(w, 2, l, 1, k)),
          ),
          upTo(3),
          (now, k) => now.controlled('rx', k, k + 1, bond[3 * l + k]),
        ),
      ),
    );
  });

  const rings = [
    [0, 3, 0],
    [1, 0, 0],
    [2, 1, 0],
    [3, 2, 0],
    [0, 1, 1],
    [3, 0, 1],
    [2, 3, 1],
    [1, 2, 1],
  ] as const;

  test('14: two rings of CRX that run against each other', () => {
    const compiled = layer('sim14');
    const [w, bond] = [compiled.weights('w'), compiled.weights('bond')];
    let so = start();
    for (const [index, [from, to, ring]] of rings.entries()) {
      if (index % 4 === 0) so = each(so, upTo(4), (now, k) => now.gate('ry', k, w[4 * ring + k]));
      so = so.controlled('rx', from, to, bond[index]);
    }
    close(compiled, so);
  });

  test('15: the same with CX', () => {
    const compiled = layer('sim15');
    const w = compiled.weights('w');
    let so = start();
    for (const [index, [from, to, ring]] of rings.entries()) {
      if (index % 4 === 0) so = each(so, upTo(4), (now, k) => now.gate('ry', k, w[4 * ring + k]));
      so = so.controlled('x', from, to);
    }
    close(compiled, so);
  });
});

describe('layers with a structure to keep', () => {
  test('iqp_layers: Hadamards between chains of CRZ', () => {
    const compiled = layer('iqp_layers(layers: 2)');
    const bond = compiled.weights('bond');
    const hadamards = (so: Hand): Hand => each(so, upTo(4), (now, k) => now.gate('h', k));
    close(
      compiled,
      hadamards(
        each(start(), upTo(2), (so, l) =>
          each(hadamards(so), upTo(3), (now, k) => now.controlled('rz', k, k + 1, bond[3 * l + k])),
        ),
      ),
    );
  });

  test('ising_layers: one bond and one field for all qubits', () => {
    const compiled = layer('ising_layers(layers: 2)');
    const [bond, field] = [compiled.weights('bond'), compiled.weights('field')];
    const begun = each(start(), upTo(4), (so, k) => so.gate('h', k));
    close(
      compiled,
      each(begun, upTo(2), (so, l) =>
        each(
          each(so, upTo(4), (now, k) => now.two('rzz', k, (k + 1) % 4, bond[l])),
          upTo(4),
          (now, k) => now.gate('rx', k, field[l]),
        ),
      ),
    );
  });

  test('symmetric: exchanged features give the state with exchanged qubits', () => {
    const swapped = [x4[2]!, x4[1]!, x4[0]!, x4[3]!];
    const exchanged = layer('symmetric(layers: 2)', swapped).state;
    const bits = (k: number): number => (k & 0b1010) | ((k & 1) << 2) | ((k >> 2) & 1);
    const back = {
      ...exchanged,
      real: exchanged.real.map((_, k) => exchanged.real[bits(k)]!),
      imaginary: exchanged.imaginary.map((_, k) => exchanged.imaginary[bits(k)]!),
    };
    expect(distance(layer('symmetric(layers: 2)').state, back)).toBeLessThan(1e-12);
    expect(distance(layer('symmetric(layers: 2)').state, exchanged)).toBeGreaterThan(0.01);
  });

  test('symmetric: three angles for everything', () => {
    const compiled = layer('symmetric');
    const [a, b, c] = compiled.weights('w');
    const turned = each(start(), upTo(4), (so, k) => so.gate('rx', k, a).gate('ry', k, b));
    close(
      compiled,
      each(turned, upTo(4), (so, i) =>
        each(so, upTo(4), (now, j) => (i < j ? now.two('rzz', i, j, c) : now)),
      ),
    );
  });

  test('excitation_preserving keeps the number of ones', () => {
    const { state } = encoded(
      [1, 0, 1, 0],
      'q',
      'encode pi * x into q with rx\n  evolve q with excitation_preserving(layers: 3)',
    );
    const weight = (ones: number): number =>
      state.real.reduce(
        (sum, re, k) =>
          upTo(4).filter((bit) => (k >> bit) & 1).length === ones
            ? sum + re ** 2 + state.imaginary[k]! ** 2
            : sum,
        0,
      );
    expect(weight(2)).toBeCloseTo(1, 12);
    // It moves them all the same.
    expect(state.real[5]! ** 2 + state.imaginary[5]! ** 2).toBeLessThan(0.9);
  });

  test('excitation_preserving: phases and exchanges along the chain', () => {
    const compiled = layer('excitation_preserving');
    const last = compiled.weights('excitation_preserving/last');
    const w = compiled.weights('excitation_preserving/w');
    const bond = compiled.weights('exchange/w');
    const turned = each(start(), upTo(4), (so, k) => so.gate('rz', k, w[k]));
    const moved = each(turned, upTo(3), (so, k) =>
      so.two('rxx', k, k + 1, bond[k]! / 2).two('ryy', k, k + 1, bond[k]! / 2),
    );
    close(
      compiled,
      each(moved, upTo(4), (so, k) => so.gate('rz', k, last[k])),
    );
  });
});
