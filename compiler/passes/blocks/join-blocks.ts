import { isKnown } from '../canonical/angle.ts';
import {
  entanglersOf,
  type Canonical,
  type Ising,
  type Operation,
  type Swap,
} from '../canonical/operation.ts';
import type { Phases } from '../translate/dialect.ts';
import { identityMatrix, phaseRows, swapRows, turnRows } from './matrix.ts';
import { synthesise } from './synthesise.ts';
import { entanglersOfCore, weylOf } from './weyl.ts';

/** Gates in a row on two qubits, all of fixed angles. */
interface Block {
  readonly a: number;
  readonly b: number;
  readonly members: number[];
}

const ENTANGLERS_OF_SWAP = 3;

/**
 * Writes gates of fixed angles that follow each other on two qubits anew where that takes fewer `cz`: never more than
 * three, swaps among them included.
 *
 * Preserves the unitary up to global phase.
 *
 * @param phases of a device with one gate for any angle of `ising`
 */
export function joinBlocks(circuit: Canonical, phases: Phases | null = null): Canonical {
  const hasPhases = phases !== null;
  const { operations } = circuit;
  const replaced = new Map<number, readonly Operation[]>();
  const dropped = new Set<number>();
  for (const block of blocksOf(circuit)) {
    const anew = rewritten(block, operations, hasPhases);
    if (anew === undefined) continue;
    const place = block.members.find((index) => operations[index]!.kind !== 'turn')!;
    for (const index of block.members) dropped.add(index);
    replaced.set(place, anew);
  }
  if (replaced.size === 0) return circuit;
  return {
    ...circuit,
    operations: operations.flatMap((operation, index) => {
      const anew = replaced.get(index);
      if (anew !== undefined) return anew;
      return dropped.has(index) ? [] : [operation];
    }),
  };
}

function blocksOf({ qubits, operations }: Canonical): readonly Block[] {
  const blocks: Block[] = [];
  const open = new Array<Block | undefined>(qubits).fill(undefined);
  /** A turn that no block has taken yet. */
  const ahead = new Array<number | undefined>(qubits).fill(undefined);
  const close = (qubit: number): void => {
    const block = open[qubit];
    if (block !== undefined) {
      open[block.a] = undefined;
      open[block.b] = undefined;
    }
    ahead[qubit] = undefined;
  };
  operations.forEach((operation, index) => {
    switch (operation.kind) {
      case 'turn': {
        const { qubit, word } = operation;
        if (word.factors.length > 0) close(qubit);
        else if (open[qubit] === undefined) ahead[qubit] = index;
        else open[qubit].members.push(index);
        return;
      }
      case 'fence':
        operation.qubits.forEach(close);
        return;
      case 'ising':
      case 'swap':
        pair(operation, index);
    }
  });
  return blocks;

  function pair(operation: Ising | Swap, index: number): void {
    const { a, b } = operation;
    if (operation.kind === 'ising' && !isKnown(operation.angle)) {
      close(a);
      close(b);
      return;
    }
    const block = open[a];
    if (block !== undefined && block === open[b]) {
      block.members.push(index);
      return;
    }
    const turns = [a, b].flatMap((qubit) => {
      const own = ahead[qubit];
      close(qubit);
      return own === undefined ? [] : [own];
    });
    const next: Block = { a, b, members: [...turns, index] };
    blocks.push(next);
    open[a] = next;
    open[b] = next;
  }
}

/** Undefined where the block is as short as can be. */
function rewritten(
  { a, b, members }: Block,
  operations: readonly Operation[],
  hasPhases: boolean,
): readonly Operation[] | undefined {
  let cost = 0;
  let count = 0;
  for (const index of members) {
    const operation = operations[index]!;
    if (operation.kind === 'ising') cost += entanglersOf(operation.angle, hasPhases);
    else if (operation.kind === 'swap') cost += ENTANGLERS_OF_SWAP;
    else continue;
    count += 1;
  }
  if (count < 2) return undefined;
  const matrix = identityMatrix();
  for (const index of members) {
    const operation = operations[index]!;
    if (operation.kind === 'turn') {
      turnRows(matrix, operation.qubit === a ? 0 : 1, operation.word.first);
    } else if (operation.kind === 'ising') phaseRows(matrix, operation.angle.constant);
    else if (operation.kind === 'swap') swapRows(matrix);
  }
  const weyl = weylOf(matrix);
  if (entanglersOfCore(weyl.coordinates, hasPhases) >= cost) return undefined;
  return synthesise(weyl, a, b, operations[members.at(-1)!]!.origin, hasPhases);
}
