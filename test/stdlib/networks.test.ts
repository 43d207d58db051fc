import { expect, test } from 'vitest';
import { each, hand, outcomeOf, upTo, type Hand, type Outcome } from './support.ts';

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
  expect(network('mera', 4).program.parameters.flatMap(({ shape }) => shape[0])).toEqual([1, 2, 1]);
  expect(network('ttn', 4).program.parameters.flatMap(({ shape }) => shape[0])).toEqual([2, 1]);
});
