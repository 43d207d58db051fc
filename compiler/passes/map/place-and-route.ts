import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { moveMeasurement, UserProblem } from '../../../runtime/program/index.ts';
import type { Device } from '../../targets/device.ts';
import { movedOperation } from '../canonical/moved.ts';
import { qubitsOf, type Canonical } from '../canonical/operation.ts';
import type { Layout, Stage } from '../pass.ts';
import type { CouplingGraph } from './coupling-graph.ts';
import { chainOn } from './chain.ts';
import { embed, type EmbeddingCost } from './embed.ts';
import { dependenciesOf } from './dependencies.ts';
import { interactionsOf, type Interactions } from './interactions.ts';
import { lineOf } from './line.ts';
import { nearRing } from './near-ring.ts';
import { ringOn } from './ring.ts';
import { routedOperations } from './routed.ts';
import { sabre, type Routing } from './sabre.ts';
import { completed, largestComponent, region, shuffled, type Random } from './start-layouts.ts';

export interface PlaceOptions {
  readonly seed: number;
  /** Trials of SABRE: more find better ones. */
  readonly trials: number;
  /** A layout to take where no other is better. */
  readonly favoured?: Layout | undefined;
  /** Whether another trial may begin; the first always does. */
  readonly hasTime: () => boolean;
  /** Of the device. */
  readonly graph: CouplingGraph;
  /** What a result costs when all is done that comes after; the trials themselves only guess it. */
  readonly judge: (stage: Stage) => number;
}

/**
 * Moves a circuit onto all the qubits of a device, so that what meets stands on its edges, `swap` among it: to a place
 * where no swap is needed, where one is found, else by SABRE from many layouts, each improved by going to the end and
 * back, and the cheapest taken.
 *
 * Preserves the unitary up to the layouts; measurements are moved to where their qubits end.
 *
 * @throws UserProblem `target-limit` where the circuit needs more qubits than hang together on the device
 */
export function placeAndRoute(
  circuit: Canonical,
  device: Device,
  { seed, trials, favoured, hasTime, graph, judge }: PlaceOptions,
): Stage {
  const component = largestComponent(graph);
  if (circuit.qubits > component.length) throw tooLarge(circuit.qubits, device, component.length);
  const interactions = interactionsOf(circuit);
  const search = { interactions, graph, component };
  const isFine = (layout: Layout): boolean =>
    interactions.nodes.every(({ pair }) => {
      if (pair === null) return true;
      return graph.distances[layout[pair[0]]! * graph.size + layout[pair[1]]!] === 1;
    });
  const embedded =
    favoured !== undefined && isFine(favoured)
      ? favoured
      : embed(interactions, graph, costsOf(device));
  const along = embedded ?? onLine(search, randomNumbers(seed));
  if (along !== undefined && isFine(along)) {
    const start = completed(along, graph.size);
    const events = interactions.nodes.map((_, node) => node);
    return placed(circuit, interactions, start, { events, end: start, cost: 0 });
  }
  const strict = { ...search, interactions: interactionsOf(circuit, 'kept') };
  const starts = [favoured, along].filter((each) => each !== undefined);
  const found = best([strict, search], starts, { seed, trials, hasTime })
    .slice(
      0,
      Math.max(1, Math.min(MOST_JUDGED, Math.floor(JUDGED_OPERATIONS / circuit.operations.length))),
    )
    .map(({ start, routing, ordered }) => placed(circuit, ordered, start, routing));
  return rescored(cheapest(found, judge), graph, device);
}

/** So many of the best trials are judged, fewer where a circuit is long. */
const MOST_JUDGED = 8;
const JUDGED_OPERATIONS = 20_000;

/** The first of equals. */
function cheapest(stages: readonly Stage[], judge: (stage: Stage) => number): Stage {
  if (stages.length === 1) return stages[0]!;
  const costs = stages.map(judge);
  return stages[costs.indexOf(Math.min(...costs))]!;
}

/** The same circuit, swaps and all, on the qubits of the device where it fails least (Nation and Treinish 2023). */
function rescored(found: Stage, graph: CouplingGraph, device: Device): Stage {
  const { circuit } = found;
  if (device.edges.every(({ error }) => error === undefined)) return found;
  const used = [...new Set([...found.start, ...circuit.operations.flatMap(qubitsOf)])];
  const compact = new Map(used.map((physical, index) => [physical, index]));
  const move = (place: (qubit: number) => number, qubits: number, of: Canonical): Canonical => ({
    ...of,
    qubits,
    operations: of.operations.map((operation) => movedOperation(operation, place)),
    measurements: of.measurements.map((each) => moveMeasurement(each, place)),
  });
  const small = move((qubit) => compact.get(qubit)!, used.length, circuit);
  const better = embed(interactionsOf(small), graph, costsOf(device));
  if (better === undefined) return found;
  const place = (qubit: number): number => better[compact.get(qubit)!]!;
  return {
    circuit: move(place, circuit.qubits, circuit),
    start: found.start.map(place),
    end: found.end.map(place),
    swaps: found.swaps,
  };
}

/**
 * Places along a line or a ring, which are found where the general search for places gets lost; where the device has no
 * ring as long, one with gaps.
 */
function onLine({ interactions, graph }: Search, random: Random): Layout | undefined {
  const line = lineOf(interactions);
  if (line === undefined) return undefined;
  const { order, isRing } = line;
  const ring = isRing ? ringOn(graph, order.length, random) : undefined;
  const places = ring
    ? nearRing(graph, ring, order.length)
    : isRing
      ? undefined
      : chainOn(graph, order.length);
  if (places === undefined) return undefined;
  const layout = new Array<number>(interactions.qubits).fill(-1);
  order.forEach((qubit, index) => {
    layout[qubit] = places[index]!;
  });
  const used = new Set(places);
  const free = graph.neighbours.flatMap((_, qubit) => (used.has(qubit) ? [] : [qubit]));
  return layout.map((place) => (place >= 0 ? place : free.shift()!));
}

interface Search {
  readonly interactions: Interactions;
  readonly graph: CouplingGraph;
  readonly component: readonly number[];
}

/** Of the trials that are still in, after each round to the end and back. */
const STILL_IN = [1, 0.35, 0.15];
/** Entanglers that the trials of a round may spend on swaps, all together, before no further one begins. */
const MOST_SPENT = 60_000;

/**
 * Starts from many layouts and lets each go to the end and back, which moves qubits to where they are needed; most of
 * those that are worse drop out each time. Trials take turns with the searches, which differ in what has an order. The
 * best come first.
 */
function best(
  searches: readonly Search[],
  starts: readonly Layout[],
  { seed, trials, hasTime }: Pick<PlaceOptions, 'seed' | 'trials' | 'hasTime'>,
): readonly Trial[] {
  const random = randomNumbers(seed);
  const ways = searches.map((search) => ({
    search,
    forwards: dependenciesOf(search.interactions, 'forward'),
    backwards: dependenciesOf(search.interactions, 'backward'),
  }));
  let candidates = Array.from({ length: trials }, (_, trial) => {
    const way = ways[trial % ways.length]!;
    const round = Math.floor(trial / ways.length);
    const given = starts[round];
    const start = given
      ? completed(given, way.search.graph.size)
      : startLayout(way.search, round, random);
    return { way, start, cost: Infinity };
  });
  for (const share of STILL_IN) {
    const count = Math.max(1, Math.ceil(trials * share));
    let spent = 0;
    candidates = candidates.slice(0, count).flatMap(({ way, start }, trial) => {
      if (trial > 0 && (spent > MOST_SPENT || !hasTime())) return [];
      const { forwards, backwards, search } = way;
      const there = sabre(forwards, search.graph, start, { random, record: false });
      const back = sabre(backwards, search.graph, there.end, { random, record: false });
      spent += there.cost + back.cost;
      return [{ way, start: back.end, cost: back.cost }];
    });
    candidates.sort((a, b) => a.cost - b.cost);
  }
  const found: Trial[] = [];
  for (const { way, start } of candidates) {
    if (found.length > 0 && !hasTime()) break;
    const routing = sabre(way.forwards, way.search.graph, start, { random, record: true });
    found.push({ start, routing, ordered: way.search.interactions });
  }
  return found.sort((a, b) => a.routing.cost - b.routing.cost);
}

/** Where a trial starts, and what became of it. */
interface Trial {
  readonly start: Int32Array;
  readonly routing: Routing;
  readonly ordered: Interactions;
}

function startLayout(
  { interactions, graph, component }: Search,
  trial: number,
  random: Random,
): Int32Array {
  const count = interactions.qubits;
  const centre = component[Math.floor(random() * component.length)]!;
  const places = trial % 2 === 0 ? region(graph, centre, count) : shuffled(component, random);
  return completed(shuffled(places, random).slice(0, count), graph.size);
}

function placed(
  circuit: Canonical,
  interactions: Interactions,
  start: Int32Array,
  { events, end }: Routing,
): Stage {
  const count = circuit.qubits;
  return {
    circuit: {
      ...circuit,
      qubits: start.length,
      operations: routedOperations(circuit, interactions, start, events),
      measurements: circuit.measurements.map((each) =>
        moveMeasurement(each, (qubit) => end[qubit]!),
      ),
    },
    start: [...start.subarray(0, count)],
    end: [...end.subarray(0, count)],
    swaps: events.filter((event) => event < 0).length,
  };
}

/** `-ln(1 - error)` of what is known of a device. */
function costsOf({ edges, calibration, qubits }: Device): EmbeddingCost {
  const loss = (error: number): number => -Math.log1p(-Math.min(error, 0.999_999));
  const byPair = new Float64Array(qubits * qubits);
  for (const { from, to, error = 0 } of edges) {
    byPair[from * qubits + to] = loss(error);
    byPair[to * qubits + from] = loss(error);
  }
  return {
    edges: byPair,
    qubits: Float64Array.from({ length: qubits }, (_, place) =>
      loss(calibration?.readoutError[place] ?? 0),
    ),
  };
}

function randomNumbers(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) * 2 ** -32;
}

function tooLarge(size: number, device: Device, there: number): UserProblem {
  const has =
    there === device.qubits ? `${there}` : `${device.qubits}, of which ${there} hang together`;
  return new UserProblem({
    code: 'target-limit',
    message: `The circuit has ${size} qubits, and \`${device.name}\` has ${has}.`,
    help: 'Choose a larger device, or give the registers fewer qubits.',
  });
}
