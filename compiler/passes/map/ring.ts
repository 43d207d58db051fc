import type { CouplingGraph } from './coupling-graph.ts';
import { shuffled, type Random } from './start-layouts.ts';

const ATTEMPTS = 100;
/** How often the longest step is taken. */
const LONGEST = 0.9;

/**
 * A ring of so many qubits on a device, or the longest shorter one that was found: faces of its lattice, grown one by
 * one so that their outline stays one ring. Undefined where there is none; the lattices of today have even rings only.
 */
export function ringOn(
  graph: CouplingGraph,
  length: number,
  random: Random,
): readonly number[] | undefined {
  const faces = facesOf(graph);
  let longest: Edges = new Set();
  for (
    let attempt = 0;
    attempt < ATTEMPTS && longest.size < length && faces.length > 0;
    attempt++
  ) {
    const [first, ...others] = shuffled([...faces.keys()], random);
    let outline = faces[first!]!;
    if (outline.size > length) continue;
    const left = new Set(others);
    while (outline.size !== length) {
      const grown = shuffled([...left], random)
        .map((face) => ({ face, outline: toggled(outline, faces[face]!) }))
        .filter(({ outline: next }) => next.size > outline.size && next.size <= length)
        .filter(({ outline: next }) => walk(next, graph.size) !== undefined);
      // Long steps leave faces for later ones; always to take the longest would try the same again and again.
      if (random() < LONGEST) grown.sort((a, b) => b.outline.size - a.outline.size);
      const [taken] = grown;
      if (taken === undefined) break;
      outline = taken.outline;
      left.delete(taken.face);
    }
    if (outline.size > longest.size) longest = outline;
  }
  return longest.size === 0 ? undefined : walk(longest, graph.size);
}

/** Edges as `a * size + b` with a < b. */
type Edges = ReadonlySet<number>;

/**
 * The shortest rings that all others are sums of (Horton 1987): for each qubit and edge the ways from the qubit to both
 * ends and the edge between; of these, by length, the ones that are no sum of those before.
 */
function facesOf(graph: CouplingGraph): readonly Edges[] {
  const { size, neighbours } = graph;
  const edges = neighbours.flatMap((list, a) => list.filter((b) => b > a).map((b) => a * size + b));
  const number = new Map(edges.map((key, index) => [key, index]));
  const candidates: (readonly number[])[] = [];
  for (let root = 0; root < size; root++) {
    const before = treeFrom(neighbours, root);
    for (const key of edges) {
      const [a, b] = [Math.floor(key / size), key % size];
      if (before[a]! < 0 || before[a] === b || before[b] === a) continue;
      const ring = ringThrough(before, root, a, b);
      if (ring !== undefined) candidates.push(ring);
    }
  }
  candidates.sort((a, b) => a.length - b.length);
  const words = Math.ceil(edges.length / 32);
  /** Reduced rings by their first edge. */
  const basis = new Map<number, Uint32Array>();
  return candidates.flatMap((ring) => {
    const outline = toggled(new Set(), edgesOf(ring, size));
    const bits = new Uint32Array(words);
    for (const key of outline) {
      const edge = number.get(key)!;
      bits[edge >> 5]! |= 1 << (edge & 31);
    }
    for (;;) {
      const first = firstBit(bits);
      const known = first === undefined ? undefined : basis.get(first);
      if (first === undefined) return [];
      if (known === undefined) {
        basis.set(first, bits);
        return [outline];
      }
      known.forEach((word, k) => {
        bits[k]! ^= word;
      });
    }
  });
}

function firstBit(bits: Uint32Array): number | undefined {
  const word = bits.findIndex((each) => each !== 0);
  return word < 0 ? undefined : 32 * word + (31 - Math.clz32(bits[word]! & -bits[word]!));
}

/** For each qubit the one before it on a shortest way from the root; -1 where there is none. */
function treeFrom(neighbours: CouplingGraph['neighbours'], root: number): Int32Array {
  const before = new Int32Array(neighbours.length).fill(-1);
  before[root] = root;
  const queue = [root];
  for (const qubit of queue) {
    for (const next of neighbours[qubit]!) {
      if (before[next]! >= 0) continue;
      before[next] = qubit;
      queue.push(next);
    }
  }
  return before;
}

/** Undefined where the two ways share more than the root. */
function ringThrough(
  before: Int32Array,
  root: number,
  a: number,
  b: number,
): readonly number[] | undefined {
  const left = [a];
  while (left.at(-1) !== root) left.push(before[left.at(-1)!]!);
  const right = [b];
  while (right.at(-1) !== root) right.push(before[right.at(-1)!]!);
  const seen = new Set(left);
  right.pop();
  return right.some((qubit) => seen.has(qubit)) ? undefined : [...left, ...right.reverse()];
}

function edgesOf(ring: readonly number[], size: number): readonly number[] {
  return ring.map((a, index) => {
    const b = ring[(index + 1) % ring.length]!;
    return a < b ? a * size + b : b * size + a;
  });
}

/** The symmetric difference: the outline of both where they share a side. */
function toggled(edges: Edges, others: Iterable<number>): Edges {
  const result = new Set(edges);
  for (const key of others) if (!result.delete(key)) result.add(key);
  return result;
}

/** The qubits along edges that are one ring; undefined where they are not. */
function walk(edges: Edges, size: number): readonly number[] | undefined {
  const ends = new Map<number, number[]>();
  for (const key of edges) {
    const [a, b] = [Math.floor(key / size), key % size];
    ends.set(a, [...(ends.get(a) ?? []), b]);
    ends.set(b, [...(ends.get(b) ?? []), a]);
  }
  for (const list of ends.values()) if (list.length !== 2) return undefined;
  const [first] = ends.keys();
  const ring = [first!];
  let [before, current] = [first!, ends.get(first!)![0]!];
  while (current !== first) {
    ring.push(current);
    const next = ends.get(current)!.find((each) => each !== before)!;
    [before, current] = [current, next];
  }
  return ring.length === ends.size ? ring : undefined;
}
