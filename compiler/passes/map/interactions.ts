import { isKnown } from '../canonical/angle.ts';
import { entanglersOf, type Canonical, type Operation } from '../canonical/operation.ts';

/**
 * Which operations of a circuit have to follow which, as far as placing and routing asks: what acts on one pair of
 * qubits in a row is one node, and turns belong to the node before them.
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
}

export function interactionsOf({ qubits, bits, operations }: Canonical): Interactions {
  const nodes: Growing[] = [];
  const leading: number[] = [];
  /** The last node of each qubit and, behind the qubits, of each bit. */
  const last = new Int32Array(qubits + bits.length).fill(-1);
  const begin = (wires: readonly number[], pair: Growing['pair'], index: number): void => {
    const node: Growing = {
      pair,
      operations: [index],
      successors: new Set(),
      predecessors: new Set(),
      entanglers: 0,
      isOpen: isOpen(operations[index]!),
    };
    const number = nodes.push(node) - 1;
    for (const wire of wires) {
      const before = last[wire]!;
      if (before >= 0) {
        node.predecessors.add(before);
        nodes[before]!.successors.add(number);
      }
      last[wire] = number;
    }
    node.entanglers = costOf(operations[index]!);
  };
  operations.forEach((operation, index) => {
    if (operation.kind === 'turn') {
      const node = nodes[last[operation.qubit]!];
      (node?.operations ?? leading).push(index);
      return;
    }
    if (operation.kind === 'fence') {
      // A bit may be asked several times.
      const wires = [
        ...new Set([...operation.qubits, ...operation.bits.map((bit) => qubits + bit)]),
      ];
      const { step } = operation;
      const meets = step.kind === 'conditional' && step.inner.kind === 'ising' ? step.inner : null;
      begin(wires, meets && [meets.a, meets.b], index);
      return;
    }
    const { a, b } = operation;
    const node = nodes[last[a]!];
    const isSame =
      node !== undefined &&
      last[a] === last[b] &&
      node.pair !== null &&
      operations[node.operations[0]!]!.kind !== 'fence';
    if (!isSame) begin([a, b], [a, b], index);
    else {
      node.operations.push(index);
      node.entanglers = Math.min(3, node.entanglers + costOf(operation));
      node.isOpen ||= isOpen(operation);
    }
  });
  return {
    qubits,
    leading,
    nodes: nodes.map((node) => ({
      ...node,
      successors: [...node.successors],
      predecessors: [...node.predecessors],
    })),
  };
}

function costOf(operation: Operation): number {
  if (operation.kind === 'swap') return 3;
  return operation.kind === 'ising' ? entanglersOf(operation.angle) : 0;
}

function isOpen(operation: Operation): boolean {
  return operation.kind === 'ising' && !isKnown(operation.angle);
}
