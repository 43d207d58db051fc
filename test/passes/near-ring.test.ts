import { expect, test } from 'vitest';
import { couplingGraph } from '../../compiler/passes/map/coupling-graph.ts';
import { nearRing } from '../../compiler/passes/map/near-ring.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';

const around = (ring: readonly number[], distances: ArrayLike<number>, size: number): number[] =>
  ring.map((a, index) => distances[a * size + ring[(index + 1) % ring.length]!]!);

test('a ring that a device has not is one that it has, with gaps where further qubits hang on', () => {
  // The outline of a grid of three rows has eight qubits, and one is left in its middle.
  const graph = couplingGraph(generatedDevice('grid:3x3')!);
  const ring = nearRing(graph, [0, 1, 2, 5, 8, 7, 6, 3], 9);
  expect([...ring].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(around(ring, graph.distances, graph.size).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2]);
});

test('a ring as long as it should be stays as it is', () => {
  const graph = couplingGraph(generatedDevice('ring:6')!);
  expect(nearRing(graph, [0, 1, 2, 3, 4, 5], 6)).toEqual([0, 1, 2, 3, 4, 5]);
});
