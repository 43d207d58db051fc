import { entanglersOf, type Canonical } from '../canonical/operation.ts';
import { interactionsOf, type InteractionNode, type Interactions } from './interactions.ts';
import { routedOperations } from './routed.ts';

const ENTANGLERS_OF_SWAP = 3;

/**
 * Puts gates on two qubits that have no order among each other into the one that takes least time, entanglers counted:
 * what most of the rest waits for goes first (list scheduling, Graham 1969). Stays as it is where that is no gain.
 *
 * Preserves the unitary.
 *
 * @param hasPhases whether a single `ising` may have any angle
 */
export function orderByDepth(circuit: Canonical, hasPhases: boolean): Canonical {
  const interactions = interactionsOf(circuit);
  const durations = interactions.nodes.map(({ operations }) =>
    operations.reduce((sum, index) => {
      const operation = circuit.operations[index]!;
      if (operation.kind === 'swap') return sum + ENTANGLERS_OF_SWAP;
      return operation.kind === 'ising' ? sum + entanglersOf(operation.angle, hasPhases) : sum;
    }, 0),
  );
  const given = interactions.nodes.map((_, node) => node);
  const order = scheduled(interactions, durations);
  const depthOf = (nodes: readonly number[]): number => depth(nodes, interactions, durations);
  if (depthOf(order) >= depthOf(given)) return circuit;
  const inPlace = Int32Array.from({ length: circuit.qubits }, (_, qubit) => qubit);
  return { ...circuit, operations: routedOperations(circuit, interactions, inPlace, order) };
}

/** When the last node ends. */
function depth(
  order: readonly number[],
  { nodes, qubits }: Interactions,
  durations: readonly number[],
): number {
  const clock = createClock(nodes, qubits, durations);
  for (const node of order) clock.run(node);
  return clock.last();
}

interface Clock {
  /** When a node may begin that follows nothing that has not run. */
  start(node: number): number;
  run(node: number): void;
  last(): number;
}

function createClock(
  nodes: readonly InteractionNode[],
  qubits: number,
  durations: readonly number[],
): Clock {
  const free = new Float64Array(qubits);
  const ends = new Float64Array(nodes.length);
  const start = (node: number): number => {
    const { pair, predecessors } = nodes[node]!;
    const waits = predecessors.reduce((latest, each) => Math.max(latest, ends[each]!), 0);
    return pair === null ? waits : Math.max(waits, free[pair[0]]!, free[pair[1]]!);
  };
  return {
    start,
    run(node) {
      const end = start(node) + durations[node]!;
      ends[node] = end;
      for (const qubit of nodes[node]!.pair ?? []) free[qubit] = end;
    },
    last: () => ends.reduce((latest, each) => Math.max(latest, each), 0),
  };
}

/** An order of the nodes that keeps all there is to keep. */
function scheduled({ nodes, qubits }: Interactions, durations: readonly number[]): number[] {
  const clock = createClock(nodes, qubits, durations);
  const tails = tailsOf(nodes, durations);
  /** What is still to be done on each qubit. */
  const load = new Float64Array(qubits);
  nodes.forEach(({ pair }, node) => {
    for (const qubit of pair ?? []) load[qubit]! += durations[node]!;
  });
  const urgency = (node: number): number => {
    const [a, b] = nodes[node]!.pair ?? [0, 0];
    return Math.max(tails[node]!, load[a]!, load[b]!);
  };
  const waiting = Int32Array.from(nodes, ({ predecessors }) => predecessors.length);
  const order: number[] = [];
  let pool = nodes.flatMap((_, node) => (waiting[node] === 0 ? [node] : []));
  const run = (node: number): void => {
    clock.run(node);
    order.push(node);
    for (const qubit of nodes[node]!.pair ?? []) load[qubit]! -= durations[node]!;
    for (const next of nodes[node]!.successors) {
      waiting[next]! -= 1;
      if (waiting[next] === 0) pool.push(next);
    }
  };
  for (let time = 0; pool.length > 0;) {
    const current = pool;
    pool = [];
    const ready = current.filter((node) => clock.start(node) <= time);
    const urgencies = new Map(ready.map((node) => [node, urgency(node)]));
    ready.sort((p, q) => urgencies.get(q)! - urgencies.get(p)! || p - q);
    let hasRun = false;
    for (const node of ready) {
      if (clock.start(node) > time) pool.push(node);
      else {
        run(node);
        hasRun = true;
      }
    }
    const late = new Set(ready);
    pool.push(...current.filter((node) => !late.has(node)));
    if (!hasRun) time = pool.reduce((first, node) => Math.min(first, clock.start(node)), Infinity);
  }
  return order;
}

/** How long it takes from the start of each node to the end, at least. */
function tailsOf(nodes: readonly InteractionNode[], durations: readonly number[]): Float64Array {
  const tails = new Float64Array(nodes.length);
  // Numbers of nodes are an order that keeps all there is to keep.
  for (let node = nodes.length - 1; node >= 0; node--) {
    const behind = nodes[node]!.successors.reduce((most, next) => Math.max(most, tails[next]!), 0);
    tails[node] = behind + durations[node]!;
  }
  return tails;
}
