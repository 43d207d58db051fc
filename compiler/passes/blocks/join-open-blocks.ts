import {
  nextVariable,
  variable,
  variablesOf,
  variableTurn,
  type BlockGate,
  type Computed,
} from '../canonical/computed.ts';
import { isKnown } from '../canonical/angle.ts';
import { entanglersOf, type Canonical, type Operation, type Turn } from '../canonical/operation.ts';
import type { Word } from '../canonical/word.ts';
import { blocksOf, type Block, type Members } from './blocks-of.ts';
import { threeEntanglers, twoEntanglers } from './cores.ts';
import { replaceBlocks } from './replace-blocks.ts';

const ALL: Members = { turn: () => true, openPhases: true };
const ENTANGLERS_OF_SWAP = 3;

/**
 * Writes gates that follow each other on two qubits, some of open angles, with entanglers in fixed places and turns
 * around them that are computed when values are known, where that takes fewer entanglers: three at most, and two for
 * two `ising` with any turns between them.
 *
 * Two are enough for two since `U = exp(-i s ZZ) exp(-i t PQ)`, P and Q any axes, has a real trace of `U YY U^T YY`,
 * which is `exp(-i s ZZ) exp(-2 i t PQ) exp(-i s ZZ)`, as `YY (PQ)^T YY = PQ` (Shende, Bullock and Markov 2004,
 * proposition III.2).
 *
 * Preserves the unitary up to global phase, for all values.
 */
export function joinOpenBlocks(circuit: Canonical): Canonical {
  const { leaves, computed: given = [], operations } = circuit;
  const computed: Computed[] = [...given];
  let next = nextVariable(leaves.length, computed);
  const joined = replaceBlocks(circuit, blocksOf(circuit, ALL), (block) => {
    const members = block.members.map((index) => operations[index]!);
    const count = fewerEntanglers(members);
    if (count === undefined) return undefined;
    const one: Computed = { kind: 'block', gates: members.map((each) => gateOf(each, block)) };
    const place = next;
    computed.push(one);
    next += variablesOf(one);
    return written(block, count, place, members.at(-1)!.origin);
  });
  return joined === circuit ? circuit : { ...joined, computed };
}

/** How many entanglers the operations take at most, where they take more as they are and some angle is open. */
function fewerEntanglers(operations: readonly Operation[]): 2 | 3 | undefined {
  let [cost, isings, swaps] = [0, 0, 0];
  let isOpen = false;
  for (const operation of operations) {
    if (operation.kind === 'ising') {
      cost += entanglersOf(operation.angle);
      isings += 1;
      isOpen ||= !isKnown(operation.angle);
    } else if (operation.kind === 'swap') {
      cost += ENTANGLERS_OF_SWAP;
      swaps += 1;
    } else if (operation.kind === 'turn') isOpen ||= operation.word.factors.length > 0;
  }
  // A swap and one `ising` take three, and their angles stay affine.
  if (!isOpen || (isings === 1 && swaps === 1)) return undefined;
  const most = isings === 2 && swaps === 0 ? 2 : 3;
  return most < cost ? most : undefined;
}

function gateOf(operation: Operation, { a }: Block): BlockGate {
  switch (operation.kind) {
    case 'turn':
      return { kind: 'turn', qubit: operation.qubit === a ? 0 : 1, word: operation.word };
    case 'ising':
      return { kind: 'ising', angle: operation.angle };
    case 'swap':
      return { kind: 'swap' };
    case 'fence':
      throw new Error('nothing is joined across a fence');
  }
}

function written(
  { a, b }: Block,
  entanglers: 2 | 3,
  place: number,
  origin: number,
): readonly Operation[] {
  const turn = (qubit: number, word: Word): Turn => ({ kind: 'turn', qubit, word, origin });
  const coordinates = [variable(place + 6), variable(place + 7), variable(place + 8)];
  const core = entanglers === 2 ? twoEntanglers : threeEntanglers;
  return [
    turn(a, variableTurn(place)),
    turn(b, variableTurn(place + 3)),
    ...core(coordinates, a, b, origin),
    turn(a, variableTurn(place + 9)),
    turn(b, variableTurn(place + 12)),
  ];
}
