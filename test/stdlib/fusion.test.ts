import { describe, expect, test } from 'vitest';
import {
  distance,
  each,
  encoded,
  euler,
  hand,
  outcomeOf,
  upTo,
  type Hand,
  type Outcome,
} from './support.ts';

const x4 = [0.31, -0.84, 0.57, 1.12];

/** Two registers of two qubits behind features of two modalities. */
function fused(sentence: string): Outcome {
  return outcomeOf(
    `model M {
  modality x: real[2]
  modality y: real[2]
  register a[2], b[2]
  encode x into a with tilted
  encode y into b with tilted
  ${sentence}
  readout z = expect(parity([a, b]))
}`,
    { x: x4.slice(0, 2), y: x4.slice(2) },
  );
}

const start = (x: readonly number[] = x4): Hand =>
  each(hand(x.length), x, (so, angle, k) => so.gate('h', k).gate('ry', k, angle));

function close(compiled: Outcome, written: Hand): void {
  expect(distance(compiled.state, written.state)).toBeLessThan(1e-12);
}

const turned = (so: Hand, w: readonly number[], qubits = 4): Hand =>
  each(so, upTo(qubits), (now, k) => euler(now, k, w.slice(3 * k, 3 * k + 3)));

describe('two registers', () => {
  test('paired: Y and Z on all, CZ between partners', () => {
    const compiled = fused('fuse a, b with paired(layers: 2)');
    const w = compiled.weights('w');
    close(
      compiled,
      each(start(), upTo(2), (so, l) =>
        each(so, upTo(4), (now, k) =>
          now.gate('ry', k, w[8 * l + 2 * k]).gate('rz', k, w[8 * l + 2 * k + 1]),
        )
          .controlled('z', 0, 2)
          .controlled('z', 1, 3),
      ),
    );
  });

  test('crossed: every qubit of one with every qubit of the other', () => {
    const compiled = fused('fuse a, b with crossed');
    const strength = compiled.weights('strength');
    close(
      compiled,
      turned(start(), compiled.weights('w'))
        .two('rzz', 0, 2, strength[0])
        .two('rzz', 0, 3, strength[1])
        .two('rzz', 1, 2, strength[2])
        .two('rzz', 1, 3, strength[3]),
    );
  });

  test('ringed: a[0], b[0], a[1], b[1] and back', () => {
    const compiled = fused('fuse a, b with ringed');
    close(
      compiled,
      turned(start(), compiled.weights('w'))
        .controlled('z', 0, 2)
        .controlled('z', 2, 1)
        .controlled('z', 1, 3)
        .controlled('z', 3, 0),
    );
  });

  test('conditioned: the first turns the second', () => {
    const compiled = fused('fuse a, b with conditioned');
    const bond = compiled.weights('bond');
    close(
      compiled,
      turned(start(), compiled.weights('w'))
        .controlled('ry', 0, 2, bond[0])
        .controlled('ry', 1, 3, bond[1]),
    );
  });

  test('all_to_all on the joined register: all six pairs', () => {
    const compiled = fused('fuse [a, b] with all_to_all(couple: rxx)');
    const strength = compiled.weights('strength');
    const pairs = [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ] as const;
    close(
      compiled,
      each(turned(start(), compiled.weights('w')), pairs, (so, [a, b], k) =>
        so.two('rxx', a, b, strength[k]),
      ),
    );
  });
});

test('triple: three registers in a circle', () => {
  const compiled = encoded(
    [0.31, -0.84, 0.57],
    'a[1], b[1], c[1]',
    `encode x[0..1] into a with tilted
  encode x[1..2] into b with tilted
  encode x[2..3] into c with tilted
  evolve a, b, c with triple`,
  );
  close(
    compiled,
    turned(start([0.31, -0.84, 0.57]), compiled.weights('w'), 3)
      .controlled('z', 0, 1)
      .controlled('z', 1, 2)
      .controlled('z', 2, 0),
  );
});

test('steered: the control register turns each qubit of the others', () => {
  const compiled = encoded(
    [0.31, -0.84],
    'c[1], q[2]',
    'encode x into q with tilted\n  evolve c, q with steered(layers: 2)',
  );
  const [w, turn] = [compiled.weights('w'), compiled.weights('turn')];
  const begun = each(hand(3).gate('h', 0), [0.31, -0.84], (so, x, k) =>
    so.gate('h', k + 1).gate('ry', k + 1, x),
  );
  close(
    compiled,
    each(begun, upTo(2), (so, l) =>
      so
        .controlled('ry', 0, 1, w[2 * l])
        .controlled('ry', 0, 2, w[2 * l + 1])
        .gate('ry', 0, turn[l]),
    ),
  );
});
