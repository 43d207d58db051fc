import type { CouplingGraph } from './coupling-graph.ts';
import type { Dependencies } from './dependencies.ts';
import { createLookahead } from './lookahead.ts';
import type { Random } from './start-layouts.ts';

/** What a routing did, in order: node k as `k`, a swap of physical qubits as `swapEvent`. */
export type RoutingEvents = readonly number[];

export function swapEvent(a: number, b: number, size: number): number {
  return -1 - (a * size + b);
}

/** The physical qubits of an event that is a swap. */
export function swapOf(event: number, size: number): readonly [number, number] {
  const key = -1 - event;
  return [Math.floor(key / size), key % size];
}

export interface Routing {
  /** Empty of a routing that only looks for a layout. */
  readonly events: RoutingEvents;
  /** Where each logical qubit is at the end. */
  readonly end: Int32Array;
  /** How many entanglers the swaps take, those that join a gate next to them counted as what they add. */
  readonly cost: number;
}

export interface SabreOptions {
  readonly random: Random;
  /** Whether the events are wanted. */
  readonly record: boolean;
}

/** A swap makes both its qubits dearer for the next ones, so that swaps next to each other are found (Li et al. 2019). */
const DECAY = 0.001;
const DECAY_RESET = 5;
/** What it is worth, in steps, that a swap joins the gate before it. */
const JOINED = 0.5;
const EQUAL = 1e-10;

/**
 * Routes by SABRE (Li, Ding and Xie 2019) in the relative form of LightSABRE (Zou et al. 2024): while gates wait whose
 * qubits do not touch, the swap is taken that brings these and, less so, the layers behind them closest together. Where
 * that leads nowhere, the closest gate is brought together along a shortest path.
 *
 * @param start where each logical qubit is, the unused ones counted: a permutation of all physical qubits
 */
export function sabre(
  dependencies: Dependencies,
  graph: CouplingGraph,
  start: Int32Array,
  { random, record }: SabreOptions,
): Routing {
  const { left, right, successors, starts, swapBehind, roots } = dependencies;
  const { size, neighbours, distances } = graph;
  const place = start.slice();
  const holder = new Int32Array(size);
  for (let logical = 0; logical < size; logical++) holder[place[logical]!] = logical;
  const ahead = createLookahead(dependencies, graph, place, holder);
  const waiting = dependencies.predecessors.slice();
  /** The node that acted last on a physical qubit; -1 for none or a swap. */
  const lastNode = new Int32Array(size).fill(-1);
  const decay = new Float64Array(size).fill(1);
  const isBusy = new Uint8Array(size);
  const events: number[] = [];
  let front: number[] = [];
  let cost = 0;
  let swapsInVain = 0;

  const touches = (node: number): boolean =>
    left[node]! < 0 || distances[place[left[node]!]! * size + place[right[node]!]!] === 1;
  /** Runs what can run, from these nodes on. */
  const advance = (ready: number[]): void => {
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      if (!touches(node)) {
        front.push(node);
        continue;
      }
      if (record) events.push(node);
      if (left[node]! >= 0) {
        lastNode[place[left[node]!]!] = node;
        lastNode[place[right[node]!]!] = node;
      }
      for (let k = starts[node]!; k < starts[node + 1]!; k++) {
        const next = successors[k]!;
        waiting[next]! -= 1;
        if (waiting[next] === 0) ready.push(next);
      }
    }
  };
  /** Entanglers of a swap: with a gate right before it, it is one gate. */
  const costOf = (a: number, b: number): number => {
    const node = lastNode[a]!;
    return node >= 0 && node === lastNode[b] ? swapBehind[node]! : 3;
  };
  const swap = (a: number, b: number): void => {
    cost += costOf(a, b);
    lastNode[a] = -1;
    lastNode[b] = -1;
    const [p, q] = [holder[a]!, holder[b]!];
    holder[a] = q;
    holder[b] = p;
    place[p] = b;
    place[q] = a;
    if (record) events.push(swapEvent(a, b, size));
  };
  const choose = (total: number): readonly [a: number, b: number, change: number] => {
    let best = Infinity;
    let count = 0;
    let [chosenA, chosenB, chosenChange] = [0, 0, 0];
    for (const node of front) {
      for (const logical of [left[node]!, right[node]!]) {
        const a = place[logical]!;
        for (const b of neighbours[a]!) {
          // An edge between two waiting qubits is looked at once.
          if (isBusy[b] === 1 && b < a) continue;
          const change = ahead.change(a, b);
          const bonus = costOf(a, b) < 3 ? JOINED : 0;
          const score = (total + change - bonus) * Math.max(decay[a]!, decay[b]!);
          if (score > best + EQUAL) continue;
          count = score < best - EQUAL ? 1 : count + 1;
          if (count > 1 && random() * count >= 1) continue;
          best = Math.min(best, score);
          [chosenA, chosenB, chosenChange] = [a, b, change];
        }
      }
    }
    return [chosenA, chosenB, chosenChange];
  };

  advance([...roots]);
  while (front.length > 0) {
    ahead.find(front, waiting);
    let total = ahead.total();
    swapsInVain = 0;
    do {
      isBusy.fill(0);
      for (const node of front) {
        isBusy[place[left[node]!]!] = 1;
        isBusy[place[right[node]!]!] = 1;
      }
      const [a, b, change] = choose(total);
      total += change;
      swap(a, b);
      decay[a]! += DECAY;
      decay[b]! += DECAY;
      swapsInVain += 1;
      if (swapsInVain % DECAY_RESET === 0) decay.fill(1);
      if (swapsInVain > 10 * size) bringTogether();
    } while (!front.some(touches));
    decay.fill(1);
    const ready = front.filter(touches);
    front = front.filter((node) => !touches(node));
    advance(ready);
  }
  return { events, end: place, cost };

  function bringTogether(): void {
    const apart = (node: number): number =>
      distances[place[left[node]!]! * size + place[right[node]!]!]!;
    const closest = front.reduce((best, node) => (apart(node) < apart(best) ? node : best));
    while (apart(closest) > 1) {
      const [from, to] = [place[left[closest]!]!, place[right[closest]!]!];
      const nearer = neighbours[from]!.find(
        (next) => distances[next * size + to]! < distances[from * size + to]!,
      )!;
      swap(from, nearer);
    }
  }
}
