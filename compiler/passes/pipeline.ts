import { expandPairs, joinOpenSwaps } from './blocks/expand.ts';
import { foldOpenPhases } from './blocks/fold-open-phases.ts';
import { joinBlocks } from './blocks/join-blocks.ts';
import { joinCommutingPhases } from './blocks/join-commuting-phases.ts';
import { joinOpenBlocks } from './blocks/join-open-blocks.ts';
import { settleKnown } from './known/settle-known.ts';
import { orderByDepth } from './map/order-by-depth.ts';
import { onDevice, withoutSwaps } from './on-device.ts';
import { onCircuit, type Pass } from './pass.ts';
import { collect } from './simplify/collect.ts';
import { trim } from './simplify/trim.ts';
import { phasesOf } from './translate/dialect.ts';

/** From the circuit as it was written to `ising` of quarter turns on the edges of a device, in this order. */
export const PIPELINE: readonly Pass[] = [
  { name: 'elide-swaps', from: 2, run: withoutSwaps },
  onCircuit('collect', 1, collect),
  onCircuit('trim', 1, trim),
  onCircuit('settle-known', 2, (circuit, { input }) =>
    input === 'ground' ? settleKnown(circuit) : circuit,
  ),
  onCircuit('collect', 2, collect),
  onCircuit('trim', 2, trim),
  onCircuit('join-blocks', 2, (circuit, { device }) => joinBlocks(circuit, phasesOf(device))),
  onCircuit('collect', 2, collect),
  { name: 'place-and-route', from: 0, run: onDevice },
  onCircuit('collect', 1, collect),
  onCircuit('trim', 1, trim),
  onCircuit('join-blocks', 2, (circuit, { device }) => joinBlocks(circuit, phasesOf(device))),
  onCircuit('collect', 2, collect),
  onCircuit('join-commuting-phases', 2, (circuit, { device }) =>
    joinCommutingPhases(circuit, phasesOf(device)),
  ),
  onCircuit('join-open-blocks', 2, (circuit, { slots }) =>
    slots ? joinOpenBlocks(circuit) : circuit,
  ),
  onCircuit('join-open-swaps', 2, joinOpenSwaps),
  onCircuit('order-by-depth', 1, (circuit, { device }) =>
    orderByDepth(circuit, phasesOf(device) !== null),
  ),
  onCircuit('fold-open-phases', 0, (circuit, { device, slots }) =>
    slots && phasesOf(device)?.isFolded === true ? foldOpenPhases(circuit) : circuit,
  ),
  onCircuit('expand-pairs', 0, (circuit, { device, slots }) =>
    expandPairs(circuit, phasesOf(device), slots ? 'folded' : 'any'),
  ),
  onCircuit('collect', 1, collect),
  onCircuit('trim', 1, trim),
];
