import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edgeColouring, type Edges } from '../../compiler/targets/edge-colouring.ts';
import { generatedDevice, LIBRARY_NAMES, libraryDevice } from '../../compiler/targets/index.ts';
import type { Device } from '../../compiler/targets/index.ts';

interface Graph {
  readonly vertices: number;
  readonly edges: Edges;
}

const coloursOf = ({ vertices, edges }: Graph): number =>
  new Set(edgeColouring(vertices, edges)).size;

function greatestDegree({ edges }: Graph): number {
  const ends = edges.flat();
  return Math.max(0, ...ends.map((vertex) => ends.filter((other) => other === vertex).length));
}

function expectProper({ vertices, edges }: Graph): void {
  const colours = edgeColouring(vertices, edges);
  const seen = edges.flatMap((edge, k) => edge.map((vertex) => `${vertex} in ${colours[k]!}`));
  expect(seen).toHaveLength(new Set(seen).size);
}

function graphOf({ qubits, edges }: Device): Graph {
  const pairs = edges.map(({ from, to }) => [Math.min(from, to), Math.max(from, to)] as const);
  const byName = new Map(pairs.map((pair) => [pair.join('-'), pair]));
  return { vertices: qubits, edges: [...byName.values()] };
}

/** Any edges of so many vertices that `isAllowed`. */
const graphs = (isAllowed: (a: number, b: number) => boolean): fc.Arbitrary<Graph> =>
  fc.integer({ min: 2, max: 12 }).chain((vertices) => {
    const all = Array.from({ length: vertices * vertices }, (_, index): [number, number] => [
      Math.floor(index / vertices),
      index % vertices,
    ]).filter(([a, b]) => a < b && isAllowed(a, b));
    return fc.shuffledSubarray(all).map((edges) => ({ vertices, edges }));
  });

describe('edges with a vertex in common differ in colour', () => {
  test('of any graph, with one colour more than the greatest degree at most', () => {
    fc.assert(
      fc.property(
        graphs(() => true),
        (graph) => {
          expectProper(graph);
          expect(coloursOf(graph)).toBeLessThanOrEqual(greatestDegree(graph) + 1);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  test('of a bipartite graph, with as many colours as the greatest degree', () => {
    fc.assert(
      fc.property(
        graphs((a, b) => a % 2 !== b % 2),
        (graph) => {
          expectProper(graph);
          expect(coloursOf(graph)).toBe(greatestDegree(graph));
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  test('of rings: three colours where they are odd', () => {
    const ring = (size: number): number => coloursOf(graphOf(generatedDevice(`ring:${size}`)!));
    expect([4, 5, 6, 7].map(ring)).toEqual([2, 3, 2, 3]);
  });

  test('of all machines whose qubits lie in a plane, with as many colours as the greatest degree', async () => {
    for (const name of LIBRARY_NAMES) {
      const device = (await libraryDevice(name))!;
      if (device.edges.length > 2 * device.qubits) continue;
      const graph = graphOf(device);
      expectProper(graph);
      expect(coloursOf(graph)).toBe(greatestDegree(graph));
    }
  });
});
