import { expect, test } from 'vitest';
import { distance, each, encoded, hand, outcomeOf } from './support.ts';

const x4 = [0.31, -0.84, 0.57, 1.12];

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
  const start = each(hand(4), x4, (so, angle, k) => so.gate('h', k).gate('ry', k, angle));
  expect(distance(compiled.state, start.state)).toBeLessThan(1e-12);
});
