import type { CouplingGraph } from './coupling-graph.ts';
import type { Interactions } from './interactions.ts';

/** How good it is to have a pair of logical qubits on an edge, or a qubit on a place: less is better. */
export interface EmbeddingCost {
  edge(a: number, b: number): number;
  qubit(place: number): number;
}

/** Steps of the search before the first embedding is found, and after it for better ones. */
const PATIENCE = { before: 300_000, after: 30_000 };

/**
 * Places for the logical qubits so that all that meet touch, without a swap: a subgraph monomorphism, searched depth
 * first, the qubit with the most placed partners first (as VF2, Cordella et al. 2004), the cheapest one found within
 * a fixed number of steps. Undefined where none was found.
 */
export function embed(
  interactions: Interactions,
  graph: CouplingGraph,
  cost: EmbeddingCost,
): readonly number[] | undefined {
  const weights = pairWeights(interactions);
  const partners = Array.from({ length: interactions.qubits }, () => new Map<number, number>());
  for (const [key, weight] of weights) {
    const [a, b] = [Math.floor(key / interactions.qubits), key % interactions.qubits];
    partners[a]!.set(b, weight);
    partners[b]!.set(a, weight);
  }
  const most = Math.max(0, ...graph.neighbours.map((list) => list.length));
  if (partners.some((list) => list.size > most)) return undefined;
  const order = searchOrder(partners);
  const place = new Int32Array(interactions.qubits).fill(-1);
  const taken = new Uint8Array(graph.size);
  let best: { readonly place: readonly number[]; readonly cost: number } | undefined;
  let steps = 0;
  let budget = PATIENCE.before;

  const search = (position: number, total: number): void => {
    if (best !== undefined && total >= best.cost) return;
    if (position === order.length) {
      if (best === undefined) budget = steps + PATIENCE.after;
      best = { place: [...place], cost: total };
      return;
    }
    const logical = order[position]!;
    const placed = [...partners[logical]!].filter(([partner]) => place[partner]! >= 0);
    const [first] = placed;
    const candidates =
      first === undefined ? graph.neighbours.keys() : graph.neighbours[place[first[0]]!]!;
    const fitting: { readonly physical: number; readonly cost: number }[] = [];
    for (const physical of candidates) {
      if (taken[physical] || graph.neighbours[physical]!.length < partners[logical]!.size) continue;
      let own = cost.qubit(physical);
      const fits = placed.every(([partner, weight]) => {
        const there = place[partner]!;
        own += weight * cost.edge(there, physical);
        return graph.distances[there * graph.size + physical] === 1;
      });
      if (fits) fitting.push({ physical, cost: own });
    }
    fitting.sort((a, b) => a.cost - b.cost || a.physical - b.physical);
    for (const { physical, cost: own } of fitting) {
      steps += 1;
      if (steps > budget) return;
      place[logical] = physical;
      taken[physical] = 1;
      search(position + 1, total + own);
      place[logical] = -1;
      taken[physical] = 0;
    }
  };
  search(0, 0);
  return best?.place;
}

/** How many gates each pair has, by `a * qubits + b` with a < b. */
export function pairWeights({ qubits, nodes }: Interactions): ReadonlyMap<number, number> {
  const weights = new Map<number, number>();
  for (const { pair, entanglers } of nodes) {
    if (pair === null) continue;
    const [a, b] = pair[0] < pair[1] ? pair : [pair[1], pair[0]];
    const key = a * qubits + b;
    weights.set(key, (weights.get(key) ?? 0) + Math.max(1, entanglers));
  }
  return weights;
}

/** The qubit with the most partners first, then always the one with the most placed partners. */
function searchOrder(partners: readonly ReadonlyMap<number, number>[]): number[] {
  const order: number[] = [];
  const known = partners.map(() => 0);
  const open = new Set(partners.keys());
  while (open.size > 0) {
    let chosen = -1;
    for (const qubit of open) {
      if (chosen < 0) chosen = qubit;
      const better =
        known[qubit]! - known[chosen]! || partners[qubit]!.size - partners[chosen]!.size;
      if (better > 0) chosen = qubit;
    }
    open.delete(chosen);
    order.push(chosen);
    for (const partner of partners[chosen]!.keys()) known[partner]! += 1;
  }
  return order;
}
