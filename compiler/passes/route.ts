import { isMarker, moveMeasurement, type Circuit, type Gate } from '../../runtime/program/index.ts';
import { neighbours, type Device } from '../targets/device.ts';
import { placements, type Layout } from './place.ts';

export interface Routed {
  /** On all the qubits of the device; two-qubit gates stand on its edges, `swap` among them. */
  readonly circuit: Circuit;
  /** Where each qubit of the original circuit starts, and where its state is at the end. */
  readonly start: Layout;
  readonly end: Layout;
  readonly swaps: number;
}

/**
 * Moves a circuit onto a device with the fewest swaps among the placements that are tried.
 *
 * Requires gates on at most two qubits, barriers aside. Preserves the unitary up to the layouts; measurements are
 * moved to where their qubits end.
 *
 * @param favoured a placement to take where no other needs fewer swaps
 */
export function placeAndRoute(circuit: Circuit, device: Device, favoured?: Layout): Routed {
  const layouts = [...(favoured ? [favoured] : []), ...placements(circuit, device)];
  const candidates = layouts.map((layout) => route(circuit, device, layout));
  return candidates.reduce((best, next) => (next.swaps < best.swaps ? next : best));
}

/** Swaps along a shortest path wherever a gate's qubits do not touch. */
function route(circuit: Circuit, device: Device, start: Layout): Routed {
  const graph = neighbours(device);
  const place = [...start];
  const holder = new Map(start.map((physical, qubit) => [physical, qubit]));
  const gates: Gate[] = [];
  let swaps = 0;

  const exchange = (a: number, b: number, cause: Gate): void => {
    // Whatever the outcomes, the states move: where they are must be known.
    const { when, origin } = cause;
    gates.push({ name: 'swap', qubits: [a, b], controls: [], angles: [], when, origin });
    swaps += 1;
    const [left, right] = [holder.get(a), holder.get(b)];
    holder.delete(a);
    holder.delete(b);
    if (left !== undefined) place[left] = b;
    if (right !== undefined) place[right] = a;
    if (left !== undefined) holder.set(b, left);
    if (right !== undefined) holder.set(a, right);
  };

  for (const gate of circuit.gates) {
    const operands = [...gate.controls, ...gate.qubits];
    if (operands.length === 2 && !isMarker(gate.name)) {
      const path = shortestPath(graph, place[operands[0]!]!, place[operands[1]!]!);
      for (let step = 0; step + 2 < path.length; step++)
        exchange(path[step]!, path[step + 1]!, gate);
    }
    gates.push({
      ...gate,
      qubits: gate.qubits.map((qubit) => place[qubit]!),
      controls: gate.controls.map((qubit) => place[qubit]!),
    });
  }
  const routed: Circuit = {
    ...circuit,
    qubits: Array.from({ length: device.qubits }, (_, index) => ({ register: '$', index })),
    gates,
    measurements: circuit.measurements.map((each) =>
      moveMeasurement(each, (qubit) => place[qubit]!),
    ),
  };
  return { circuit: routed, start, end: place, swaps };
}

/** Breadth first; the placement has made sure that there is one. */
function shortestPath(graph: readonly (readonly number[])[], from: number, to: number): number[] {
  const before = new Map([[from, from]]);
  for (const qubit of before.keys()) {
    if (qubit === to) break;
    for (const next of graph[qubit]!) if (!before.has(next)) before.set(next, qubit);
  }
  const path = [to];
  while (path[0] !== from) path.unshift(before.get(path[0]!)!);
  return path;
}
