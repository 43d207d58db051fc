import { neighbours, type Device } from './device.ts';
import { edgeColouring } from './edge-colouring.ts';

/** A few of a device's qubits that hang together, and which of them touch. */
export interface Region {
  /** Of the device, in the order in which a register takes them. */
  readonly qubits: readonly number[];
  /**
   * Positions in `qubits`, the lower one first: edges that share no qubit after each other, in as few layers as an edge
   * colouring has.
   */
  readonly edges: readonly (readonly [number, number])[];
}

/**
 * So many connected qubits of a device: the first ones of a device whose errors are not known, else those whose
 * two-qubit gates and readouts fail least often together, of the regions that grow from each qubit along the best edge
 * (Prim 1957). The same device gives the same region each time.
 *
 * @returns undefined where so many do not hang together
 */
export function regionOf(device: Device, size: number): Region | undefined {
  const graph = neighbours(device);
  const first = Array.from({ length: Math.min(size, device.qubits) }, (_, qubit) => qubit);
  const known = device.edges.some(({ error }) => error !== undefined);
  if (!known && first.length === size && hangsTogether(graph, first))
    return { qubits: first, edges: inLayers(edgesWithin(graph, first), size) };
  const loss = lossOf(device);
  let best: { readonly qubits: readonly number[]; readonly loss: number } | undefined;
  for (let start = 0; start < device.qubits; start++) {
    const qubits = grown(graph, loss, start, size);
    if (qubits.length < size) continue;
    const total = totalLoss(graph, loss, qubits);
    if (best === undefined || total < best.loss) best = { qubits, loss: total };
  }
  if (best === undefined) return undefined;
  const qubits = walked(graph, best.qubits);
  return { qubits, edges: inLayers(edgesWithin(graph, qubits), size) };
}

type Graph = ReturnType<typeof neighbours>;

/** `-ln(1 - error)`: losses of what happens one after the other add up. */
interface Loss {
  readonly edge: (a: number, b: number) => number;
  readonly readout: (qubit: number) => number;
}

function lossOf({ edges, calibration }: Device): Loss {
  const byPair = new Map<string, number>();
  for (const { from, to, error = 0 } of edges) {
    const key = pairKey(from, to);
    byPair.set(key, Math.min(byPair.get(key) ?? Infinity, -Math.log1p(-Math.min(error, 1))));
  }
  return {
    edge: (a, b) => byPair.get(pairKey(a, b)) ?? Infinity,
    readout: (qubit) => -Math.log1p(-Math.min(calibration?.readoutError[qubit] ?? 0, 1)),
  };
}

/** The region from one qubit on, each time along the edge that costs least. */
function grown(graph: Graph, loss: Loss, start: number, size: number): number[] {
  const qubits = new Set([start]);
  while (qubits.size < size) {
    let chosen: { readonly qubit: number; readonly cost: number } | undefined;
    for (const inside of qubits) {
      for (const qubit of graph[inside]!) {
        if (qubits.has(qubit)) continue;
        const cost = loss.edge(inside, qubit) + loss.readout(qubit);
        if (chosen === undefined || cost < chosen.cost) chosen = { qubit, cost };
      }
    }
    if (chosen === undefined) break;
    qubits.add(chosen.qubit);
  }
  return [...qubits];
}

function totalLoss(graph: Graph, loss: Loss, qubits: readonly number[]): number {
  const ofEdges = edgesWithin(graph, qubits).map(([a, b]) => loss.edge(qubits[a]!, qubits[b]!));
  return [...ofEdges, ...qubits.map(loss.readout)].reduce((sum, one) => sum + one, 0);
}

/** Depth first from the end with the fewest neighbours, so that a path is walked from end to end. */
function walked(graph: Graph, region: readonly number[]): number[] {
  const inside = new Set(region);
  const within = (qubit: number): number[] => graph[qubit]!.filter((next) => inside.has(next));
  const ends = [...region].sort((a, b) => within(a).length - within(b).length || a - b);
  const seen = new Set<number>();
  const visit = (qubit: number): void => {
    if (seen.has(qubit)) return;
    seen.add(qubit);
    within(qubit).forEach(visit);
  };
  ends.slice(0, 1).forEach(visit);
  return [...seen];
}

function hangsTogether(graph: Graph, qubits: readonly number[]): boolean {
  return walked(graph, qubits).length === qubits.length;
}

function inLayers(edges: Region['edges'], size: number): Region['edges'] {
  const layers = edgeColouring(size, edges);
  return [...edges.keys()].sort((a, b) => layers[a]! - layers[b]!).map((index) => edges[index]!);
}

function edgesWithin(graph: Graph, qubits: readonly number[]): (readonly [number, number])[] {
  const position = new Map(qubits.map((qubit, index) => [qubit, index]));
  return qubits.flatMap((qubit, a) =>
    graph[qubit]!.flatMap((next) => {
      const b = position.get(next);
      return b !== undefined && b > a ? [[a, b] as const] : [];
    }).sort(([, x], [, y]) => x - y),
  );
}

export function pairKey(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}
