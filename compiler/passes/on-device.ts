import type { Device } from '../targets/device.ts';
import { joinOpenSwaps } from './blocks/expand.ts';
import { joinBlocks } from './blocks/join-blocks.ts';
import { joinCommutingPhases } from './blocks/join-commuting-phases.ts';
import { couplingGraph, type CouplingGraph } from './map/coupling-graph.ts';
import { placeAndRoute } from './map/place-and-route.ts';
import { writeTwines } from './parities/write-twines.ts';
import type { Level, PassContext, Stage } from './pass.ts';
import { pulseCounts } from './pulse-counts.ts';
import { collect } from './simplify/collect.ts';
import { elideSwaps } from './simplify/elide-swaps.ts';
import { phasesOf } from './translate/dialect.ts';

/** Exchanges names where the circuit exchanges states. */
export function withoutSwaps(stage: Stage): Stage {
  const { circuit, end } = elideSwaps(stage.circuit);
  return { ...stage, circuit, end: stage.end.map((qubit) => end[qubit]!) };
}

/**
 * Placed and routed as it stands and, where that is another circuit, in the other ways to write it: the cheapest of all,
 * the first of equals.
 */
export function onDevice(stage: Stage, context: PassContext): Stage {
  const { device, level } = context;
  const graph = couplingGraph(device);
  const plain = placed(stage, graph, context);
  if (level < 2) return plain;
  const others = [exchanged(stage, device), twined(stage, device)].filter(
    (each) => each !== undefined,
  );
  if (others.length === 0) return plain;
  const cost = costOn(device);
  return others
    .map((other) => placed(other, graph, context))
    .reduce((best, each) => (cost(each) < cost(best) ? each : best), plain);
}

/** Entanglers of what the passes after routing will make of a circuit, nearly. */
function costOn(device: Device): (stage: Stage) => number {
  const phases = phasesOf(device);
  return ({ circuit }) => {
    const joined = collect(joinBlocks(collect(circuit), phases));
    return pulseCounts(joinOpenSwaps(joinCommutingPhases(joined, phases)), device).twoQubit;
  };
}

/** What is left of a block is shorter, now and then, where it exchanges its qubits; then they may meet others elsewhere. */
function exchanged(stage: Stage, device: Device): Stage | undefined {
  const circuit = joinBlocks(stage.circuit, phasesOf(device), 'free');
  if (circuit === stage.circuit) return undefined;
  const moved = withoutSwaps({ ...stage, circuit });
  return { ...moved, circuit: collect(moved.circuit) };
}

/** Where many pairs meet at once, their gates as a twine. */
function twined(stage: Stage, device: Device): Stage | undefined {
  if (phasesOf(device) !== null) return undefined;
  const { circuit, end } = writeTwines(stage.circuit, isComplete(device) ? 'any' : 'line');
  if (circuit.operations.length === stage.circuit.operations.length) return undefined;
  return { ...stage, circuit: collect(circuit), end: stage.end.map((qubit) => end[qubit]!) };
}

function isComplete({ qubits, edges }: Device): boolean {
  return edges.length >= (qubits * (qubits - 1)) / 2;
}

function placed(
  stage: Stage,
  graph: CouplingGraph,
  { device, level, seed, favoured, hasTime }: PassContext,
): Stage {
  const trials = trialsFor(level, stage.circuit.operations.length);
  const found = placeAndRoute(stage.circuit, device, {
    seed,
    trials,
    favoured,
    hasTime,
    graph,
    judge: costOn(device),
  });
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
  2: { most: 200, least: 6, operations: 160_000 },
  3: { most: 400, least: 24, operations: 640_000 },
};

function trialsFor(level: Level, size: number): number {
  const { most, least, operations } = TRIALS[level];
  return Math.min(most, Math.max(least, Math.floor(operations / size)));
}
