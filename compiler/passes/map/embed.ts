import type { CouplingGraph } from './coupling-graph.ts';
import type { Interactions } from './interactions.ts';

/** How good it is to have a pair of logical qubits on an edge, or a qubit on a place: less is better, nothing is below 0. */
export interface EmbeddingCost {
  /** Of the pair `a * size + b`, both ways. */
  readonly edges: Float64Array;
  readonly qubits: Float64Array;
}

/** Steps of the search before the first embedding is found, and after it for better ones. */
const PATIENCE = { before: 300_000, after: 30_000 };

/** A qubit to be placed, when its turn comes. */
interface Turn {
  readonly logical: number;
  /** It touches so many. */
  readonly degree: number;
  /** Partners that have a place by then, and how many gates each has with it. */
  readonly placed: readonly { readonly partner: number; readonly weight: number }[];
  /** What this qubit and all later ones cost at least. */
  readonly rest: number;
}

/**
 * Places for the logical qubits so that all that meet touch, without a swap: a subgraph monomorphism, searched depth
 * first, the qubit with the most placed partners first (as VF2, Cordella et al. 2004), the cheapest one found within
 * a fixed number of steps. Qubits that meet nobody get the best places that are left. Undefined where none was found.
 */
export function embed(
  interactions: Interactions,
  graph: CouplingGraph,
  cost: EmbeddingCost,
): readonly number[] | undefined {
  const { size, neighbours, distances } = graph;
  const partners = partnersOf(interactions);
  const most = Math.max(0, ...neighbours.map((list) => list.length));
  if (partners.some((list) => list.size > most)) return undefined;
  const turns = turnsOf(partners, graph, cost);
  const place = new Int32Array(interactions.qubits).fill(-1);
  const taken = new Uint8Array(size);
  const everywhere = Array.from({ length: size }, (_, physical) => physical);
  let best: { readonly place: Int32Array; readonly cost: number } | undefined;
  let steps = 0;
  let budget = PATIENCE.before;

  const costAt = ({ placed }: Turn, physical: number): number => {
    let own = cost.qubits[physical]!;
    for (const { partner, weight } of placed) {
      const pair = place[partner]! * size + physical;
      if (distances[pair] !== 1) return Infinity;
      own += weight * cost.edges[pair]!;
    }
    return own;
  };
  const search = (position: number, total: number): void => {
    const turn = turns[position];
    if (turn === undefined) {
      if (best === undefined) budget = steps + PATIENCE.after;
      best = { place: place.slice(), cost: total };
      return;
    }
    const [first] = turn.placed;
    const fitting: { readonly physical: number; readonly cost: number }[] = [];
    for (const physical of first ? neighbours[place[first.partner]!]! : everywhere) {
      if (taken[physical] || neighbours[physical]!.length < turn.degree) continue;
      const own = costAt(turn, physical);
      if (own < Infinity) fitting.push({ physical, cost: own });
    }
    fitting.sort((a, b) => a.cost - b.cost || a.physical - b.physical);
    const later = turns[position + 1]?.rest ?? 0;
    for (const { physical, cost: own } of fitting) {
      if (best !== undefined && total + own + later >= best.cost) return;
      steps += 1;
      if (steps > budget) return;
      place[turn.logical] = physical;
      taken[physical] = 1;
      search(position + 1, total + own);
      place[turn.logical] = -1;
      taken[physical] = 0;
    }
  };
  search(0, 0);
  return best && withLoners(best.place, cost);
}

/** The best places that are left, for those that have none. */
function withLoners(place: Int32Array, { qubits }: EmbeddingCost): readonly number[] {
  const used = new Set(place);
  const free = [...qubits.keys()]
    .filter((physical) => !used.has(physical))
    .sort((a, b) => qubits[a]! - qubits[b]! || a - b);
  return Array.from(place, (physical) => (physical >= 0 ? physical : free.shift()!));
}

function turnsOf(
  partners: readonly ReadonlyMap<number, number>[],
  { neighbours, size }: CouplingGraph,
  cost: EmbeddingCost,
): readonly Turn[] {
  const order = searchOrder(partners).filter((logical) => partners[logical]!.size > 0);
  const leastQubit = cost.qubits.reduce((least, each) => Math.min(least, each), Infinity);
  const leastEdge = neighbours
    .flatMap((list, a) => list.map((b) => cost.edges[a * size + b]!))
    .reduce((least, each) => Math.min(least, each), Infinity);
  const before = new Set<number>();
  const placed = order.map((logical) => {
    const own = [...partners[logical]!].filter(([partner]) => before.has(partner));
    before.add(logical);
    return own.map(([partner, weight]) => ({ partner, weight }));
  });
  const turns: Turn[] = [];
  let rest = 0;
  for (let position = order.length - 1; position >= 0; position--) {
    const logical = order[position]!;
    rest += leastQubit;
    for (const { weight } of placed[position]!) rest += weight * leastEdge;
    turns.unshift({
      logical,
      degree: partners[logical]!.size,
      placed: placed[position]!,
      rest,
    });
  }
  return turns;
}

/** With how many gates each qubit meets each other. */
function partnersOf(interactions: Interactions): readonly ReadonlyMap<number, number>[] {
  const { qubits } = interactions;
  const partners = Array.from({ length: qubits }, () => new Map<number, number>());
  for (const [key, weight] of pairWeights(interactions)) {
    const [a, b] = [Math.floor(key / qubits), key % qubits];
    partners[a]!.set(b, weight);
    partners[b]!.set(a, weight);
  }
  return partners;
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
