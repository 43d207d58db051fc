import { UserProblem, type Circuit } from '../../runtime/program/index.ts';
import { neighbours, type Device } from '../targets/device.ts';

/** The device's qubit for each qubit of a circuit. */
export type Layout = readonly number[];

type Graph = readonly (readonly number[])[];

/** Steps of the search for a path; enough for a hundred qubits on the lattices there are. */
const PATIENCE = 20_000;

/**
 * Places to try, best guesses first: qubit i on qubit i, along a simple path of the coupling graph, and in a compact
 * region of it. All of them are connected.
 *
 * @throws UserProblem `target-limit` where the circuit needs more qubits than hang together on the device
 */
export function placements(circuit: Circuit, device: Device): readonly Layout[] {
  const size = circuit.qubits.length;
  if (size > device.qubits) throw tooLarge(size, device, `${device.qubits}`);
  const graph = neighbours(device);
  const trivial = Array.from({ length: size }, (_, qubit) => qubit);
  const path = simplePath(graph, size);
  const region = compactRegion(graph, size);
  const layouts = [
    ...(isConnected(graph, trivial) ? [trivial] : []),
    ...(path === undefined ? [] : [path]),
    ...(region === undefined ? [] : [region]),
  ];
  if (layouts.length === 0) throw tooLarge(size, device, 'fewer that hang together');
  return layouts;
}

/** A path that meets no qubit twice, searched depth first, the qubit with the fewest ways out first (Warnsdorff). */
function simplePath(graph: Graph, length: number): number[] | undefined {
  const starts = graph.map((_, qubit) => qubit).sort((a, b) => graph[a]!.length - graph[b]!.length);
  let budget = PATIENCE;
  const used = new Set<number>();
  const waysOut = (qubit: number): number => graph[qubit]!.filter((next) => !used.has(next)).length;
  const extend = (path: number[]): boolean => {
    if (path.length === length) return true;
    const choices = graph[path.at(-1)!]!.filter((next) => !used.has(next))
      .map((next) => ({ next, ways: waysOut(next) }))
      .sort((a, b) => a.ways - b.ways || a.next - b.next);
    for (const { next } of choices) {
      if (budget-- <= 0) return false;
      used.add(next);
      path.push(next);
      if (extend(path)) return true;
      path.pop();
      used.delete(next);
    }
    return false;
  };
  for (const start of starts) {
    used.clear();
    used.add(start);
    budget = Math.floor(PATIENCE / starts.length) + length;
    const path = [start];
    if (extend(path)) return path;
  }
  return undefined;
}

/** The qubits nearest to one of those with the most neighbours, in the order they are reached. */
function compactRegion(graph: Graph, size: number): number[] | undefined {
  const starts = graph.map((_, qubit) => qubit).sort((a, b) => graph[b]!.length - graph[a]!.length);
  for (const start of starts) {
    const region = reached(graph, start, size);
    if (region.length === size) return region;
  }
  return undefined;
}

function reached(graph: Graph, start: number, limit: number): number[] {
  const seen = new Set([start]);
  for (const qubit of seen) {
    for (const next of graph[qubit]!) if (seen.size < limit) seen.add(next);
  }
  return [...seen];
}

/** Whether the device's graph joins these qubits, through others if need be. */
function isConnected(graph: Graph, qubits: readonly number[]): boolean {
  const [first] = qubits;
  if (first === undefined) return true;
  const seen = new Set(reached(graph, first, graph.length));
  return qubits.every((qubit) => seen.has(qubit));
}

function tooLarge(size: number, device: Device, there: string): UserProblem {
  return new UserProblem({
    code: 'target-limit',
    message: `The circuit has ${size} qubits, and \`${device.name}\` has ${there}.`,
    help: 'Choose a larger device, or give the registers fewer qubits.',
  });
}
