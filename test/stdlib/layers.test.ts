import { describe, expect, test } from 'vitest';
import { distance, each, encoded, euler, hand, upTo, type Hand, type Outcome } from './support.ts';

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

const chain = (so: Hand, gate: string, count = 4): Hand =>
  each(so, upTo(count - 1), (now, k) => now.controlled(gate, k, k + 1));

/** The numbers of pass `pass` for qubit `k`, weights in the order pass, kind, qubit. */
const take = (w: readonly number[], kinds: number, pass: number, kind: number, k: number): number =>
  w[(pass * kinds + kind) * 4 + k]!;

describe('entangling layers', () => {
  test('strongly_entangling: Euler angles, then CX rings that reach one further each layer', () => {
    const compiled = layer('strongly_entangling(layers: 3)');
    const w = compiled.weights('w');
    const layered = each(start(), upTo(3), (so, l) =>
      each(
        each(so, upTo(4), (now, k) => euler(now, k, w.slice(12 * l + 3 * k, 12 * l + 3 * k + 3))),
        upTo(4),
        (now, k) => now.controlled('x', k, (k + 1 + l) % 4),
      ),
    );
    close(compiled, layered);
  });

  test('basic_entangling: X rotations, CX ring', () => {
    const compiled = layer('basic_entangling(layers: 2)');
    const w = compiled.weights('w');
    close(
      compiled,
      each(start(), upTo(2), (so, l) =>
        each(
          each(so, upTo(4), (now, k) => now.gate('rx', k, w[4 * l + k])),
          upTo(4),
          (now, k) => now.controlled('x', k, (k + 1) % 4),
        ),
      ),
    );
  });

  test('basic_entangling on two qubits has one CX a layer', () => {
    const compiled = layer('basic_entangling', x4.slice(0, 2));
    const w = compiled.weights('w');
    close(
      compiled,
      start(x4.slice(0, 2)).gate('rx', 0, w[0]).gate('rx', 1, w[1]).controlled('x', 0, 1),
    );
  });

  test('efficient_su2: Y and Z, CX chain, Y and Z', () => {
    const compiled = layer('efficient_su2');
    const [w, last] = [compiled.weights('w'), compiled.weights('last')];
    const turn = (so: Hand, angles: readonly number[]): Hand =>
      each(so, upTo(4), (now, k) => now.gate('ry', k, angles[k]).gate('rz', k, angles[4 + k]));
    close(compiled, turn(chain(turn(start(), w), 'x'), last));
  });

  test('real_amplitudes: Y, CX chain from the end (the reversed linear one of Qiskit), Y', () => {
    const compiled = layer('real_amplitudes(layers: 2)');
    const [w, last] = [compiled.weights('w'), compiled.weights('last')];
    const turn = (so: Hand, angles: readonly number[]): Hand =>
      each(so, upTo(4), (now, k) => now.gate('ry', k, angles[k]));
    const layered = each(start(), upTo(2), (so, l) =>
      turn(so, w.slice(4 * l))
        .controlled('x', 2, 3)
        .controlled('x', 1, 2)
        .controlled('x', 0, 1),
    );
    close(compiled, turn(layered, last));
    expect(Math.max(...compiled.state.imaginary.map(Math.abs))).toBeLessThan(1e-15);
  });

  test('two_local with gates and an index set of the user', () => {
    const compiled = layer('two_local(turn: rx, couple: cz, pattern: pairs)');
    const [w, last] = [compiled.weights('w'), compiled.weights('last')];
    const turned = each(start(), upTo(4), (so, k) => so.gate('rx', k, w[k]));
    const coupled = each(turned, upTo(4), (so, a) =>
      each(so, upTo(4), (now, b) => (a < b ? now.controlled('z', a, b) : now)),
    );
    close(
      compiled,
      each(coupled, upTo(4), (so, k) => so.gate('rx', k, last[k])),
    );
  });

  test('hardware_efficient: X and Z first, then entangler and Z X Z', () => {
    const compiled = layer('hardware_efficient(layers: 2)');
    const [first, w] = [compiled.weights('first'), compiled.weights('w')];
    const begun = each(start(), upTo(4), (so, k) =>
      so.gate('rx', k, first[k]).gate('rz', k, first[4 + k]),
    );
    close(
      compiled,
      each(begun, upTo(2), (so, l) =>
        each(chain(so, 'z'), upTo(4), (now, k) =>
          now
            .gate('rz', k, take(w, 3, l, 0, k))
            .gate('rx', k, take(w, 3, l, 1, k))
            .gate('rz', k, take(w, 3, l, 2, k)),
        ),
      ),
    );
  });

  test('simplified_two_design: even neighbours, then odd ones', () => {
    const compiled = layer('simplified_two_design(layers: 2)');
    const [first, w] = [compiled.weights('first'), compiled.weights('w')];
    const begun = each(start(), upTo(4), (so, k) => so.gate('ry', k, first[k]));
    close(
      compiled,
      each(begun, upTo(2), (so, l) =>
        each(so, [0, 2, 1], (now, a, position) =>
          now
            .controlled('z', a, a + 1)
            .gate('ry', a, w[6 * l + 2 * position])
            .gate('ry', a + 1, w[6 * l + 2 * position + 1]),
        ),
      ),
    );
  });

  test('brickwork of turn blocks', () => {
    const compiled = layer('brickwork(block: turn_block, layers: 2)');
    const w = compiled.weights('w');
    close(
      compiled,
      each(start(), upTo(2), (so, l) =>
        each(so, [0, 2, 1], (now, a, position) =>
          now
            .gate('ry', a, w[6 * l + 2 * position])
            .gate('ry', a + 1, w[6 * l + 2 * position + 1])
            .controlled('x', a, a + 1),
        ),
      ),
    );
  });
});

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
