import type { Device } from '../targets/device.ts';
import { expandPairs, joinOpenSwaps } from './blocks/expand.ts';
import { foldOpenPhases } from './blocks/fold-open-phases.ts';
import { joinBlocks } from './blocks/join-blocks.ts';
import { joinCommutingPhases } from './blocks/join-commuting-phases.ts';
import { joinOpenBlocks } from './blocks/join-open-blocks.ts';
import { settleKnown } from './known/settle-known.ts';
import { placeAndRoute } from './map/place-and-route.ts';
import { onCircuit, type Level, type Pass, type PassContext, type Stage } from './pass.ts';
import { writeTwines } from './parities/write-twines.ts';
import { pulseCounts } from './pulse-counts.ts';
import { collect } from './simplify/collect.ts';
import { elideSwaps } from './simplify/elide-swaps.ts';
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
  // What is left of a block is shorter, now and then, where it exchanges its qubits.
  onCircuit('join-blocks', 2, (circuit, { device }) =>
    joinBlocks(circuit, phasesOf(device), 'free'),
  ),
  { name: 'elide-swaps', from: 2, run: withoutSwaps },
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
  onCircuit('fold-open-phases', 0, (circuit, { device, slots }) =>
    slots && phasesOf(device)?.isFolded === true ? foldOpenPhases(circuit) : circuit,
  ),
  onCircuit('expand-pairs', 0, (circuit, { device, slots }) =>
    expandPairs(circuit, phasesOf(device), slots ? 'folded' : 'any'),
  ),
  onCircuit('collect', 1, collect),
  onCircuit('trim', 1, trim),
];

function withoutSwaps(stage: Stage): Stage {
  const { circuit, end } = elideSwaps(stage.circuit);
  return { ...stage, circuit, end: stage.end.map((qubit) => end[qubit]!) };
}

/** Placed as it stands and, where many pairs meet at once, with their gates as a twine: the cheaper of the two. */
function onDevice(stage: Stage, context: PassContext): Stage {
  const { device, level } = context;
  const plain = placed(stage, context);
  if (level < 2 || phasesOf(device) !== null) return plain;
  const meeting = isComplete(device) ? 'any' : 'line';
  const { circuit, end } = writeTwines(stage.circuit, meeting);
  if (circuit.operations.length === stage.circuit.operations.length) return plain;
  const moved = { ...stage, circuit: collect(circuit), end: stage.end.map((qubit) => end[qubit]!) };
  const twined = placed(moved, context);
  const cost = (one: Stage): number =>
    pulseCounts(
      joinOpenSwaps(joinCommutingPhases(collect(joinBlocks(collect(one.circuit))), null)),
      device,
    ).twoQubit;
  return cost(twined) < cost(plain) ? twined : plain;
}

function isComplete({ qubits, edges }: Device): boolean {
  return edges.length >= (qubits * (qubits - 1)) / 2;
}

function placed(stage: Stage, { device, level, seed, favoured, hasTime }: PassContext): Stage {
  const trials = trialsFor(level, stage.circuit.operations.length);
  const found = placeAndRoute(stage.circuit, device, { seed, trials, favoured, hasTime });
  return {
    circuit: found.circuit,
    start: stage.start.map((qubit) => found.start[qubit]!),
    end: stage.end.map((qubit) => found.end[qubit]!),
    swaps: found.swaps,
  };
}

/** Trials of placing and routing: many where a trial takes milliseconds, few where it takes seconds. */
const TRIALS: Readonly<
  Record<Level, { readonly most: number; readonly least: number; readonly operations: number }>
> = {
  0: { most: 1, least: 1, operations: 0 },
  1: { most: 5, least: 1, operations: 10_000 },
  2: { most: 40, least: 4, operations: 80_000 },
  3: { most: 160, least: 16, operations: 320_000 },
};

function trialsFor(level: Level, size: number): number {
  const { most, least, operations } = TRIALS[level];
  return Math.min(most, Math.max(least, Math.floor(operations / size)));
}
