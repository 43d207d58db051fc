/** Pairs of vertices, each pair once. */
export type Edges = readonly (readonly [number, number])[];

const NOBODY = -1;

/**
 * A colour for each edge of a graph, counted from 0, so that edges with a vertex in common differ: as many colours as the
 * greatest degree where the graph is bipartite, as lines, grids and heavy hexagons are (Kőnig 1916), else one more at
 * most (Vizing 1964, by the fans of Misra and Gries 1992).
 */
export function edgeColouring(vertices: number, edges: Edges): readonly number[] {
  const bipartite = isBipartite(vertices, edges);
  const colours = greatestDegree(vertices, edges) + (bipartite ? 0 : 1);
  /** `[vertex, colour]`: who is at the other end. */
  const other = new Int32Array(vertices * colours).fill(NOBODY);
  const across = (vertex: number, colour: number): number => other[vertex * colours + colour]!;
  const everyColour = Array.from({ length: colours }, (_, colour) => colour);
  const isFree = (vertex: number, colour: number): boolean => across(vertex, colour) === NOBODY;
  const freeAt = (...vertices: readonly number[]): number | undefined =>
    everyColour.find((colour) => vertices.every((vertex) => isFree(vertex, colour)));
  const colourOf = (a: number, b: number): number =>
    everyColour.find((colour) => across(a, colour) === b)!;
  const paint = (a: number, b: number, colour: number): void => {
    other[a * colours + colour] = b;
    other[b * colours + colour] = a;
  };
  const strip = (a: number, b: number, colour: number): void => {
    other[a * colours + colour] = NOBODY;
    other[b * colours + colour] = NOBODY;
  };

  for (const [centre, leaf] of edges) {
    const fan = bipartite ? [leaf] : fanOf(centre, leaf);
    const end = fan.at(-1)!;
    const wanted = freeAt(centre, end) ?? freeAt(end)!;
    // In a bipartite graph this path ends on the side of `centre`, so `wanted` stays free at `leaf`.
    exchange(centre, wanted, freeAt(centre)!);
    const last = fan.findIndex((vertex) => isFree(vertex, wanted));
    const shifted = fan.slice(1, last + 1).map((vertex) => colourOf(centre, vertex));
    shifted.forEach((colour, index) => {
      strip(centre, fan[index + 1]!, colour);
    });
    shifted.forEach((colour, index) => {
      paint(centre, fan[index]!, colour);
    });
    paint(centre, fan[last]!, wanted);
  }
  return edges.map(([a, b]) => colourOf(a, b));

  /** Neighbours of a vertex, each joined to it in a colour that is free at the one before. */
  function fanOf(centre: number, leaf: number): readonly number[] {
    const fan = [leaf];
    for (;;) {
      const end = fan.at(-1)!;
      const next = everyColour
        .filter((colour) => isFree(end, colour))
        .map((colour) => across(centre, colour))
        .find((vertex) => vertex !== NOBODY && !fan.includes(vertex));
      if (next === undefined) return fan;
      fan.push(next);
    }
  }

  /** Along the path from a vertex whose edges have these two colours in turn, where the second is free at its start. */
  function exchange(start: number, first: number, second: number): void {
    const path = [start];
    let colour = first;
    for (let next = across(start, first); next !== NOBODY; next = across(next, colour)) {
      path.push(next);
      colour = colour === first ? second : first;
    }
    const steps = path.slice(1).map((vertex, index) => [path[index]!, vertex] as const);
    steps.forEach(([a, b], index) => {
      strip(a, b, index % 2 === 0 ? first : second);
    });
    steps.forEach(([a, b], index) => {
      paint(a, b, index % 2 === 0 ? second : first);
    });
  }
}

function greatestDegree(vertices: number, edges: Edges): number {
  const degrees = new Array<number>(vertices).fill(0);
  for (const vertex of edges.flat()) degrees[vertex]! += 1;
  return Math.max(0, ...degrees);
}

/** Are there two sides, so that every edge goes from one to the other? */
function isBipartite(vertices: number, edges: Edges): boolean {
  const neighbours = Array.from({ length: vertices }, (): number[] => []);
  for (const [a, b] of edges) {
    neighbours[a]!.push(b);
    neighbours[b]!.push(a);
  }
  const sides = new Array<0 | 1 | undefined>(vertices).fill(undefined);
  for (let start = 0; start < vertices; start++) {
    if (sides[start] !== undefined) continue;
    sides[start] = 0;
    const reached = [start];
    for (const vertex of reached) {
      const opposite = sides[vertex] === 0 ? 1 : 0;
      for (const next of neighbours[vertex]!) {
        if (sides[next] === sides[vertex]) return false;
        if (sides[next] === undefined) {
          sides[next] = opposite;
          reached.push(next);
        }
      }
    }
  }
  return true;
}
