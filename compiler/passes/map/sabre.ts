import type { CouplingGraph } from './coupling-graph.ts';
import type { Interactions } from './interactions.ts';

/** What a routing did: nodes by number, and swaps of two physical qubits. */
export type RoutingEvent =
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'swap'; readonly a: number; readonly b: number };

export interface Routing {
  readonly events: readonly RoutingEvent[];
  /** Where each logical qubit is at the end. */
  readonly end: Int32Array;
  /** How many `cz` the swaps take, those that join a gate next to them counted as what they add. */
  readonly cost: number;
}

export interface SabreOptions {
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Without events, for search. */
  readonly dry?: boolean;
}

/** How much the gates after the front count, layer by layer. */
const LAYERS = 12;
const FIRST_LAYER = 0.5;
const LATER_LAYER = 0.75;
/** A swap makes both its qubits dearer for the next ones, so that swaps next to each other are found (Li et al. 2019). */
const DECAY = 0.001;
const DECAY_RESET = 5;
/** What a swap is worth that joins the gate before it, in steps. */
const JOINED = 0.35;

/**
 * Routes by SABRE (Li, Ding and Xie 2019) in the relative form of LightSABRE (Zou et al. 2024): while gates wait whose
 * qubits do not touch, the swap is taken that brings these and, less so, the layers behind them closest together. Where
 * that leads nowhere, the closest gate is brought together along a shortest path.
 *
 * @param start where each logical qubit is, all physical qubits counted: a permutation of them all
 */
export function sabre(
  interactions: Interactions,
  graph: CouplingGraph,
  start: Int32Array,
  { random, dry = false }: SabreOptions,
): Routing {
  const { nodes } = interactions;
  const { size, neighbours, distances } = graph;
  const place = start.slice();
  const holder = new Int32Array(size);
  place.forEach((physical, logical) => {
    holder[physical] = logical;
  });
  const events: RoutingEvent[] = [];
  const waiting = Int32Array.from(nodes, ({ predecessors }) => predecessors.length);
  /** The node that acted last on a physical qubit, -1 for none or a swap. */
  const lastNode = new Int32Array(size).fill(-1);
  const decay = new Float64Array(size).fill(1);
  let front: number[] = [];
  let cost = 0;
  let sinceReset = 0;
  let sinceProgress = 0;
  const limit = 10 * size;

  const touches = (node: number): boolean => {
    const { pair } = nodes[node]!;
    return pair === null || distances[place[pair[0]]! * size + place[pair[1]]!] === 1;
  };
  /** Runs what can run, from these nodes on. */
  const advance = (ready: number[]): void => {
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      if (!touches(node)) {
        front.push(node);
        continue;
      }
      if (!dry) events.push({ kind: 'node', node });
      const { pair, successors } = nodes[node]!;
      if (pair !== null) for (const logical of pair) lastNode[place[logical]!] = node;
      for (const next of successors) {
        waiting[next]! -= 1;
        if (waiting[next] === 0) ready.push(next);
      }
    }
  };
  /** With a gate right before it a swap is one gate, of three entanglers at most. */
  const joins = (a: number, b: number): boolean => {
    const node = lastNode[a]!;
    return node >= 0 && node === lastNode[b] && nodes[node]!.entanglers > 0;
  };
  const costOfSwap = (a: number, b: number): number => {
    if (!joins(a, b)) return 3;
    const { entanglers, isOpen } = nodes[lastNode[a]!]!;
    return entanglers >= 3 && !isOpen ? 0 : 1;
  };
  const swap = (a: number, b: number): void => {
    cost += costOfSwap(a, b);
    // With its swap it is a gate that the next swap undoes for nothing.
    lastNode[a] = -1;
    lastNode[b] = -1;
    const [left, right] = [holder[a]!, holder[b]!];
    holder[a] = right;
    holder[b] = left;
    place[left] = b;
    place[right] = a;
    if (!dry) events.push({ kind: 'swap', a, b });
  };

  advance(
    nodes.flatMap(({ predecessors }, node) => (predecessors.length === 0 ? [node] : [])).reverse(),
  );

  /** Partner of each physical qubit, layer by layer: the front first. */
  const partners = Array.from({ length: LAYERS + 1 }, () => new Int32Array(size).fill(-1));
  const weights = Float64Array.from({ length: LAYERS + 1 }, (_, layer) =>
    layer === 0 ? 1 : FIRST_LAYER * LATER_LAYER ** (layer - 1),
  );
  const depth = new Int32Array(nodes.length).fill(-1);
  let depthStamp = 0;
  const stamps = new Int32Array(nodes.length);
  let layersUsed = 0;
  const findLayers = (): void => {
    for (const layer of partners) layer.fill(-1);
    depthStamp += 1;
    let current = front;
    layersUsed = 0;
    for (let layer = 0; layer <= LAYERS && current.length > 0; layer++) {
      layersUsed = layer + 1;
      const next: number[] = [];
      for (const node of current) {
        const { pair, successors } = nodes[node]!;
        if (pair !== null) {
          const [a, b] = [place[pair[0]]!, place[pair[1]]!];
          partners[layer]![a] = b;
          partners[layer]![b] = a;
        }
        for (const successor of successors) {
          if (stamps[successor] !== depthStamp) {
            stamps[successor] = depthStamp;
            depth[successor] = waiting[successor]!;
          }
          depth[successor]! -= 1;
          if (depth[successor] === 0) next.push(successor);
        }
      }
      current = next;
    }
  };
  /** How much further apart pairs are after a swap of `a` and `b`. */
  const change = (a: number, b: number): number => {
    let sum = 0;
    for (let layer = 0; layer < layersUsed; layer++) {
      const [p, q] = [partners[layer]![a]!, partners[layer]![b]!];
      if (p === b) continue;
      let delta = 0;
      if (p >= 0) delta += distances[p * size + b]! - distances[p * size + a]!;
      if (q >= 0) delta += distances[q * size + a]! - distances[q * size + b]!;
      sum += weights[layer]! * delta;
    }
    return sum;
  };
  const movePartners = (a: number, b: number): void => {
    for (let layer = 0; layer < layersUsed; layer++) {
      const list = partners[layer]!;
      const [p, q] = [list[a]!, list[b]!];
      if (p === b) continue;
      list[a] = q;
      list[b] = p;
      if (p >= 0) list[p] = b;
      if (q >= 0) list[q] = a;
    }
  };
  const absolute = (): number => {
    let sum = 0;
    for (let layer = 0; layer < layersUsed; layer++) {
      const list = partners[layer]!;
      for (let a = 0; a < size; a++) {
        const b = list[a]!;
        if (b > a) sum += weights[layer]! * distances[a * size + b]!;
      }
    }
    return sum;
  };

  while (front.length > 0) {
    findLayers();
    let total = absolute();
    for (;;) {
      let best = Infinity;
      let choices: (readonly [number, number])[] = [];
      for (const node of front) {
        for (const logical of nodes[node]!.pair!) {
          const a = place[logical]!;
          for (const b of neighbours[a]!) {
            // An edge between two waiting qubits is looked at once.
            if (partners[0]![b]! >= 0 && b < a) continue;
            const score =
              (total + change(a, b) - (joins(a, b) ? JOINED : 0)) * Math.max(decay[a]!, decay[b]!);
            if (score < best - 1e-10) {
              best = score;
              choices = [[a, b]];
            } else if (score < best + 1e-10) choices.push([a, b]);
          }
        }
      }
      const [a, b] = choices[Math.floor(random() * choices.length)]!;
      total += change(a, b);
      movePartners(a, b);
      swap(a, b);
      decay[a]! += DECAY;
      decay[b]! += DECAY;
      sinceReset += 1;
      sinceProgress += 1;
      if (sinceReset >= DECAY_RESET) {
        decay.fill(1);
        sinceReset = 0;
      }
      if (sinceProgress > limit) bringTogether();
      if (front.some(touches)) break;
    }
    decay.fill(1);
    sinceReset = 0;
    sinceProgress = 0;
    const ready = front.filter(touches);
    front = front.filter((node) => !touches(node));
    advance(ready);
  }
  return { events, end: place, cost };

  function bringTogether(): void {
    const apart = (node: number): number => {
      const [a, b] = nodes[node]!.pair!;
      return distances[place[a]! * size + place[b]!]!;
    };
    const closest = front.reduce((best, node) => (apart(node) < apart(best) ? node : best));
    const [a, b] = nodes[closest]!.pair!;
    while (apart(closest) > 1) {
      const from = place[a]!;
      const to = place[b]!;
      const next = neighbours[from]!.find(
        (each) => distances[each * size + to]! < distances[from * size + to]!,
      )!;
      swap(from, next);
    }
  }
}
