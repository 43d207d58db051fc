import { describe, expect, test } from 'vitest';
import { distance, each, encoded, hand, outcomeOf, upTo, type Hand } from './support.ts';

const x3 = [0.31, -0.84, 0.57];
const x4 = [0.31, -0.84, 0.57, 0.12];

function close(compiled: { readonly state: Hand['state'] }, written: Hand): void {
  expect(distance(compiled.state, written.state)).toBeLessThan(1e-12);
}

const hadamards = (so: Hand, qubits: number): Hand =>
  each(so, upTo(qubits), (now, k) => now.gate('h', k));
const pairsOf = (count: number): (readonly [number, number])[] =>
  upTo(count).flatMap((a) => upTo(count).flatMap((b) => (a < b ? [[a, b] as const] : [])));

describe('one feature, one rotation', () => {
  test('angle', () => {
    close(
      encoded(x3, 'q', 'encode x into q with angle'),
      each(hand(3), x3, (so, x, k) => so.gate('ry', k, x)),
    );
    close(
      encoded(x3, 'q', 'encode x into q with angle(gate: rx)'),
      each(hand(3), x3, (so, x, k) => so.gate('rx', k, x)),
    );
  });

  test('dense_angle: latitude from the first half, longitude from the second', () => {
    close(
      encoded(x4, 'q', 'encode x into q with dense_angle'),
      each(hand(2), upTo(2), (so, k) => so.gate('ry', k, x4[k]).gate('rz', k, x4[k + 2])),
    );
  });

  test('tilted', () => {
    close(
      encoded(x3, 'q', 'encode x into q with tilted'),
      each(hadamards(hand(3), 3), x3, (so, x, k) => so.gate('ry', k, x)),
    );
  });

  test('basis: the bit string', () => {
    const { state } = outcomeOf(
      `model M {
  modality x: bit[3]
  register q
  encode x into q with basis
  readout y = expect(parity(q))
}`,
      { x: [1, 0, 1] },
    );
    expect(distance(state, hand(3).gate('x', 0).gate('x', 2).state)).toBeLessThan(1e-12);
  });

  test('amplitude: entry i at the bit string i, q[0] its highest digit', () => {
    const values = [0.1, -0.5, 0.7, Math.sqrt(1 - 0.01 - 0.25 - 0.49)];
    const { state } = encoded(values, 'q[2]', 'encode x into q with amplitude');
    // The statevector of the tests counts qubit 0 lowest.
    expect([...state.real]).toEqual([values[0], values[2], values[1], values[3]]);
  });
});

describe('feature maps', () => {
  test('z_map: phases of twice the feature on |+>, twice (Qiskit `z_feature_map`)', () => {
    close(
      encoded(x3, 'q', 'encode x into q with z_map'),
      each(hand(3), upTo(2), (so) =>
        each(hadamards(so, 3), x3, (now, x, k) => now.gate('p', k, 2 * x)),
      ),
    );
  });

  test('iqp: products between CX gates', () => {
    close(
      encoded(x3, 'q', 'encode x into q with iqp'),
      each(hand(3), upTo(2), (so) =>
        each(
          each(hadamards(so, 3), x3, (now, x, k) => now.gate('rz', k, x)),
          pairsOf(3),
          (now, [i, j]) =>
            now
              .controlled('x', i, j)
              .gate('rz', j, x3[i]! * x3[j]!)
              .controlled('x', i, j),
        ),
      ),
    );
  });

  test('zz and pauli_map: phases of (pi - x)(pi - y) between CX gates (Qiskit `zz_feature_map`)', () => {
    const written = each(hand(3), upTo(2), (so) =>
      each(
        each(hadamards(so, 3), x3, (now, x, k) => now.gate('p', k, 2 * x)),
        pairsOf(3),
        (now, [i, j]) =>
          now
            .controlled('x', i, j)
            .gate('p', j, 2 * (Math.PI - x3[i]!) * (Math.PI - x3[j]!))
            .controlled('x', i, j),
      ),
    );
    close(encoded(x3, 'q', 'encode x into q with zz'), written);
    close(encoded(x3, 'q', 'encode x into q with pauli_map'), written);
  });

  test('pauli_map about other axes: a change of basis around the same', () => {
    const turned = (so: Hand, i: number, j: number, sign: 1 | -1): Hand =>
      so.gate('rx', i, (sign * Math.PI) / 2).gate('rx', j, (sign * Math.PI) / 2);
    close(
      encoded(x3, 'q', 'encode x into q with pauli_map(turn: rx, couple: ryy, layers: 1)'),
      each(
        each(hadamards(hand(3), 3), x3, (so, x, k) =>
          so
            .gate('h', k)
            .gate('p', k, 2 * x)
            .gate('h', k),
        ),
        pairsOf(3),
        (so, [i, j]) =>
          turned(
            turned(so, i, j, 1)
              .controlled('x', i, j)
              .gate('p', j, 2 * (Math.PI - x3[i]!) * (Math.PI - x3[j]!))
              .controlled('x', i, j),
            i,
            j,
            -1,
          ),
      ),
    );
  });

  test('chebyshev: <Z> is the polynomial of twice the degree', () => {
    const { readout } = outcomeOf(
      `model M {
  modality x: real[3]
  register q
  encode x into q with chebyshev(degree: 2)
  readout y = expect(Z(q))
}`,
      { x: x3 },
    );
    const fourth = (x: number): number => 8 * x ** 4 - 8 * x ** 2 + 1;
    readout('y').forEach((value, k) => expect(value).toBeCloseTo(fourth(x3[k]!), 12));
  });

  test('chebyshev_tower: the order grows by two with each turn of the features', () => {
    const { readout } = outcomeOf(
      `model M {
  modality x: real[2]
  register q[5]
  encode x into q with chebyshev_tower
  readout y = expect(Z(q))
}`,
      { x: [0.31, -1.5] },
    );
    const t2 = (x: number): number => 2 * x ** 2 - 1;
    const t4 = (x: number): number => 8 * x ** 4 - 8 * x ** 2 + 1;
    const t6 = (x: number): number => 32 * x ** 6 - 48 * x ** 4 + 18 * x ** 2 - 1;
    const wanted = [t2(0.31), t2(-1), t4(0.31), t4(-1), t6(0.31)];
    readout('y').forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
  });

  test('exponential: angles triple with each turn of the features', () => {
    close(
      encoded([0.31, -0.84], 'q[5]', 'encode x into q with exponential'),
      each(hand(5), [0.31, -0.84, 0.93, -2.52, 2.79], (so, x, k) => so.gate('ry', k, x)),
    );
  });
});
