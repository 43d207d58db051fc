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

test('native: CZ along the edges of the target', () => {
  const { program } = outcomeOf(
    `model M {
  modality x: real[3]
  label t: real
  register q
  encode x into q with tilted
  evolve q with native
  readout y = expect(parity(q))
  objective regress(y, t)
}
data d = synthetic("anything", samples: 8)
target chip = simulator {
  coupling: device("linear:3")
}
train M on d {
  target: chip
}`,
    { x: x4.slice(0, 3), t: [0] },
  );
  const pairs = program.circuits[0]!.gates.filter(
    ({ name, controls }) => name === 'z' && controls.length === 1,
  ).map(({ qubits, controls }) => [...controls, ...qubits].join('-'));
  expect(pairs).toEqual(['0-1', '1-2']);
});
