import {
  identityMatrix,
  phaseRows,
  swapRows,
  turnRows,
} from '../../../runtime/program/bind/matrix.ts';
import { entanglersOfCore, weylOf } from '../../../runtime/program/bind/weyl.ts';
import { entanglersOf, type Canonical, type Operation } from '../canonical/operation.ts';
import type { Phases } from '../translate/dialect.ts';
import { blocksOf, type Block, type Members } from './blocks-of.ts';
import { replaceBlocks } from './replace-blocks.ts';
import { isSingle, synthesise } from './synthesise.ts';

const FIXED: Members = { turn: ({ factors }) => factors.length === 0, openPhases: false };
const ENTANGLERS_OF_SWAP = 3;

/** What a swap costs: entanglers, or nothing where swaps become names afterwards. */
export type Swaps = 'gates' | 'free';

/**
 * Writes gates of fixed angles that follow each other on two qubits anew where that takes fewer `cz`: never more than
 * three, swaps among them included, and as many where it is one `ising`. Where swaps are free a block may end with one.
 *
 * Preserves the unitary up to global phase.
 *
 * @param phases of a device with one gate for any angle of `ising`
 */
export function joinBlocks(
  circuit: Canonical,
  phases: Phases | null = null,
  swaps: Swaps = 'gates',
): Canonical {
  return replaceBlocks(circuit, blocksOf(circuit, FIXED), (block) =>
    rewritten(block, circuit.operations, phases !== null, swaps),
  );
}

/** Undefined where the block is as short as can be. */
function rewritten(
  { a, b, members }: Block,
  operations: readonly Operation[],
  hasPhases: boolean,
  swaps: Swaps,
): readonly Operation[] | undefined {
  let cost = 0;
  let count = 0;
  for (const index of members) {
    const operation = operations[index]!;
    if (operation.kind === 'ising') cost += entanglersOf(operation.angle, hasPhases);
    else if (operation.kind === 'swap') cost += swaps === 'free' ? 0 : ENTANGLERS_OF_SWAP;
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
  const { origin } = operations[members.at(-1)!]!;
  const weyl = weylOf(matrix);
  const straight = entanglersOfCore(weyl.coordinates, hasPhases);
  if (swaps === 'free') {
    swapRows(matrix);
    const exchanged = weylOf(matrix);
    const crossed = entanglersOfCore(exchanged.coordinates, hasPhases);
    if (crossed < Math.min(straight, cost)) {
      return [...synthesise(exchanged, a, b, origin), { kind: 'swap', a, b, origin }];
    }
  }
  const isSimpler = straight < cost || (straight === cost && isSingle(weyl));
  return isSimpler ? synthesise(weyl, a, b, origin) : undefined;
}
