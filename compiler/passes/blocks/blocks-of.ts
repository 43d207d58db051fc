import { isKnown } from '../canonical/angle.ts';
import type { Canonical, Ising, Swap } from '../canonical/operation.ts';
import type { Word } from '../canonical/word.ts';

export interface Block {
  readonly a: number;
  readonly b: number;
  /** Places of its operations in the circuit, ascending. */
  readonly members: number[];
}

/** Which gates may be in a block; turns that may not be end it, and so does an open `ising` that may not. */
export interface Members {
  readonly turn: (word: Word) => boolean;
  readonly openPhases: boolean;
}

/** Gates in a row on two qubits, as many as there are, with the turns before, between and behind them. */
export function blocksOf({ qubits, operations }: Canonical, allowed: Members): readonly Block[] {
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
        if (!allowed.turn(word)) close(qubit);
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
    if (!allowed.openPhases && operation.kind === 'ising' && !isKnown(operation.angle)) {
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
