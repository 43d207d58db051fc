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

describe('networks', () => {
  /** The mean of Z of the only qubit that is left, or of the last one. */
  function network(call: string, features: number): Outcome {
    const x = Array.from({ length: features }, (_, k) => 0.4 + 0.3 * k);
    return outcomeOf(
      `model M {
  modality x: real[${features}]
  register q
  encode x into q with angle
  evolve q with ${call}
  readout y = expect(Z(q))
}`,
      { x },
    );
  }

  const block = (so: Hand, a: number, b: number, w: readonly number[]): Hand =>
    so.gate('ry', a, w[0]).gate('ry', b, w[1]).controlled('x', a, b);
  const features = (count: number): Hand =>
    each(hand(count), upTo(count), (so, k) => so.gate('ry', k, 0.4 + 0.3 * k));
  const meanOfZ = ({ state }: Hand, qubit: number): number =>
    state.real.reduce(
      (sum, re, at) => sum + (1 - 2 * ((at >> qubit) & 1)) * (re ** 2 + state.imaginary[at]! ** 2),
      0,
    );
  const weightsOf = ({ program, weights }: Outcome): number[][] =>
    program.parameters.map(({ path }) => [...weights(path.split('/').slice(1).join('/'))]);

  test('mps: a staircase', () => {
    const compiled = network('mps(block: turn_block)', 4);
    const [w = []] = weightsOf(compiled);
    const so = each(features(4), upTo(3), (now, k) => block(now, k, k + 1, w.slice(2 * k)));
    compiled.readout('y').forEach((value, k) => expect(value).toBeCloseTo(meanOfZ(so, k), 12));
  });

  test('ttn: pairs, then pairs of what is left', () => {
    const compiled = network('ttn(block: turn_block)', 4);
    const [low = [], high = []] = weightsOf(compiled);
    const lower = block(block(features(4), 0, 1, low), 2, 3, low.slice(2));
    expect(compiled.readout('y')).toHaveLength(1);
    expect(compiled.readout('y')[0]).toBeCloseTo(meanOfZ(block(lower, 1, 3, high), 3), 12);
  });

  test('mera: across the pairs before each merge', () => {
    const compiled = network('mera(block: turn_block)', 4);
    const [across = [], low = [], high = []] = weightsOf(compiled);
    const lower = block(block(block(features(4), 1, 2, across), 0, 1, low), 2, 3, low.slice(2));
    expect(compiled.readout('y')[0]).toBeCloseTo(meanOfZ(block(lower, 1, 3, high), 3), 12);
  });

  const pooled = (so: Hand, away: number, kept: number, w: readonly number[]): Hand =>
    so
      .controlled('rz', away, kept, w[0])
      .gate('x', away)
      .controlled('rx', away, kept, w[1])
      .gate('x', away);
  const filtered = (so: Hand, w: readonly number[]): Hand =>
    block(block(block(so, 0, 1, w), 2, 3, w), 1, 2, w);

  test('convolution: the same filter on even neighbours, then on odd ones', () => {
    const compiled = network('convolution(filter: turn_block)', 4);
    const [w = []] = weightsOf(compiled);
    expect(w).toHaveLength(2);
    const so = filtered(features(4), w);
    compiled.readout('y').forEach((value, k) => expect(value).toBeCloseTo(meanOfZ(so, k), 12));
  });

  test('pooling: the same pool on all pairs, the second of each stays', () => {
    const compiled = network('pooling', 4);
    const [w = []] = weightsOf(compiled);
    expect(w).toHaveLength(2);
    const so = pooled(pooled(features(4), 0, 1, w), 2, 3, w);
    const wanted = [meanOfZ(so, 1), meanOfZ(so, 3)];
    expect(compiled.readout('y')).toHaveLength(2);
    compiled.readout('y').forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
  });

  test('qcnn: one filter and one pool for a whole level', () => {
    const compiled = network('qcnn(filter: turn_block)', 4);
    const [filter = [], pool = [], last = [], lastPool = []] = weightsOf(compiled);
    const level = pooled(pooled(filtered(features(4), filter), 0, 1, pool), 2, 3, pool);
    const top = pooled(block(level, 1, 3, last), 1, 3, lastPool);
    expect(compiled.readout('y')[0]).toBeCloseTo(meanOfZ(top, 3), 12);
  });

  test('mera joins across the pairs where ttn does not', () => {
    // Blocks of a level: the disentangler and the merges of the first, then the top.
    expect(network('mera', 4).program.parameters.flatMap(({ shape }) => shape[0])).toEqual([
      1, 2, 1,
    ]);
    expect(network('ttn', 4).program.parameters.flatMap(({ shape }) => shape[0])).toEqual([2, 1]);
  });
});

describe('comparisons of two registers', () => {
  /** <a|b> of two product states of Y rotations behind Hadamards. */
  const similarity = x4
    .slice(0, 2)
    .reduce((product, x, k) => product * Math.cos((x - x4[k + 2]!) / 2) ** 2, 1);

  test('swap_test: Z of the ancilla is the squared overlap', () => {
    const { readout } = outcomeOf(
      `model M {
  modality x: real[2]
  modality y: real[2]
  register a[2], b[2], c[1]
  encode x into a with tilted
  encode y into b with tilted
  fuse c, a, b with swap_test
  readout z = expect(Z(c))
}`,
      { x: x4.slice(0, 2), y: x4.slice(2) },
    );
    expect(readout('z')[0]).toBeCloseTo(similarity, 12);
  });

  test('bell_basis and bell_overlap: the same without an ancilla', () => {
    const { readout } = outcomeOf(
      `model M {
  modality x: real[2]
  modality y: real[2]
  register a[2], b[2]
  encode x into a with tilted
  encode y into b with tilted
  fuse a, b with bell_basis
  readout z = bell_overlap(a, b)
}`,
      { x: x4.slice(0, 2), y: x4.slice(2) },
    );
    expect(readout('z')[0]).toBeCloseTo(similarity, 12);
  });

  test('undo: a named circuit and its inverse are nothing', () => {
    const compiled = encoded(
      x4,
      'q',
      `encode x into q with tilted
  let there = strongly_entangling(layers: 2)
  evolve q with there
  evolve q with undo(there)`,
    );
    close(compiled, start());
  });
});
