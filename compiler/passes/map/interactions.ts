import { isKnown } from '../canonical/angle.ts';
import {
  entanglersOf,
  type Canonical,
  type Fence,
  type Ising,
  type Operation,
  type Swap,
} from '../canonical/operation.ts';
import { asMonomial } from '../canonical/word.ts';

/**
 * Which operations of a circuit have to follow which, as far as placing and routing asks: what acts on one pair of
 * qubits in a row is one node, turns belong to the node before them, and `ising` that only diagonal gates keep apart
 * may have no order.
 */
export interface Interactions {
  readonly qubits: number;
  readonly nodes: readonly InteractionNode[];
  /** Turns before the first node of their qubit: indices of operations. */
  readonly leading: readonly number[];
}

export interface InteractionNode {
  /** What meets; a node of another number of qubits needs no edge. */
  readonly pair: readonly [a: number, b: number] | null;
  /** Indices of its operations, in order. */
  readonly operations: readonly number[];
  readonly successors: readonly number[];
  readonly predecessors: readonly number[];
  /** How many `cz` it takes: with those of a swap right behind it they are three at most, where angles are known. */
  readonly entanglers: number;
  /** Does it depend on open angles? */
  readonly isOpen: boolean;
}

interface Growing {
  readonly pair: readonly [number, number] | null;
  readonly operations: number[];
  readonly successors: Set<number>;
  readonly predecessors: Set<number>;
  entanglers: number;
  isOpen: boolean;
  /** Nothing else than `ising` without turns so far: it commutes with its like. */
  isDiagonal: boolean;
}

/** The last nodes of a qubit or bit, which have no order among each other, and the turns behind them. */
interface Wire {
  /** What the nodes of the group follow; -1 for nothing. */
  before: number;
  group: number[];
  turns: number[];
  /** Is a turn among them that `ising` do not pass? */
  isClosed: boolean;
}

/** Whether `ising` that commute keep their order: without it there are more ways to go, and longer ones among them. */
export type Order = 'free' | 'kept';

export function interactionsOf(
  { qubits, bits, operations }: Canonical,
  order: Order = 'free',
): Interactions {
  const nodes: Growing[] = [];
  const leading: number[] = [];
  const wires = Array.from({ length: qubits + bits.length }, (): Wire => ({
    before: -1,
    group: [],
    turns: [],
    isClosed: false,
  }));
  const node = (pair: Growing['pair'], operation: readonly number[]): number =>
    nodes.push({
      pair,
      operations: [...operation],
      successors: new Set(),
      predecessors: new Set(),
      entanglers: 0,
      isOpen: false,
      isDiagonal: false,
    }) - 1;
  const follow = (later: number, earlier: number): void => {
    if (earlier < 0) return;
    nodes[later]!.predecessors.add(earlier);
    nodes[earlier]!.successors.add(later);
  };
  /** Ends the group of a wire: whatever comes next follows one node, which has the turns. */
  const close = (wire: Wire): void => {
    const [first] = wire.group;
    if (first === undefined && wire.before < 0) leading.push(...wire.turns);
    else if (first === undefined) nodes[wire.before]!.operations.push(...wire.turns);
    else if (wire.group.length === 1) {
      nodes[first]!.operations.push(...wire.turns);
      wire.before = first;
    } else {
      const all = node(null, wire.turns);
      for (const each of wire.group) follow(all, each);
      wire.before = all;
    }
    wire.group = [];
    wire.turns = [];
    wire.isClosed = false;
  };
  const fence = ({ qubits: on, bits: of, step }: Fence, index: number): void => {
    // A bit may be asked several times.
    const touched = [...new Set([...on, ...of.map((bit) => qubits + bit)])].map(
      (wire) => wires[wire]!,
    );
    const meets = step.kind === 'conditional' && step.inner.kind === 'ising' ? step.inner : null;
    touched.forEach(close);
    const own = node(meets && [meets.a, meets.b], [index]);
    for (const wire of touched) {
      follow(own, wire.before);
      wire.before = own;
    }
  };
  const meet = (operation: Ising | Swap, index: number): void => {
    const { a, b } = operation;
    const both = [wires[a]!, wires[b]!] as const;
    const last = lastOf(both[0]);
    if (last !== undefined && last === lastOf(both[1])) {
      const there = nodes[last]!;
      const isPlain = both.every(({ isClosed }) => !isClosed) && operation.kind === 'ising';
      for (const wire of both) {
        there.operations.push(...wire.turns);
        wire.turns = [];
        wire.isClosed = false;
      }
      there.operations.push(index);
      there.isDiagonal &&= isPlain;
      there.entanglers = Math.min(3, there.entanglers + costOf(operation));
      there.isOpen ||= isOpen(operation);
      return;
    }
    const isDiagonal = operation.kind === 'ising';
    for (const wire of both) {
      const passes =
        order === 'free' && !wire.isClosed && wire.group.every((each) => nodes[each]!.isDiagonal);
      if (!isDiagonal || !passes) close(wire);
    }
    // Numbers of nodes are an order that keeps all there is to keep.
    const own = node([a, b], [index]);
    const added = nodes[own]!;
    added.isDiagonal = isDiagonal;
    added.entanglers = costOf(operation);
    added.isOpen = isOpen(operation);
    for (const wire of both) {
      follow(own, wire.before);
      wire.group.push(own);
    }
  };

  operations.forEach((operation, index) => {
    switch (operation.kind) {
      case 'turn': {
        const wire = wires[operation.qubit]!;
        wire.turns.push(index);
        const monomial = wire.isClosed ? undefined : asMonomial(operation.word);
        wire.isClosed ||= monomial === undefined || monomial.flips;
        break;
      }
      case 'fence':
        fence(operation, index);
        break;
      default:
        meet(operation, index);
    }
  });
  wires.forEach(close);
  return {
    qubits,
    leading,
    nodes: nodes.map((each) => ({
      ...each,
      successors: [...each.successors],
      predecessors: [...each.predecessors],
    })),
  };
}

/** The only node that is last on a wire; undefined where there are several, none, or a fence. */
function lastOf({ group }: Wire): number | undefined {
  return group.length === 1 ? group[0] : undefined;
}

function costOf(operation: Operation): number {
  if (operation.kind === 'swap') return 3;
  return operation.kind === 'ising' ? entanglersOf(operation.angle) : 0;
}

function isOpen(operation: Operation): boolean {
  return operation.kind === 'ising' && !isKnown(operation.angle);
}
