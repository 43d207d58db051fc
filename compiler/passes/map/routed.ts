import { movedOperation } from '../canonical/moved.ts';
import type { Canonical, Operation } from '../canonical/operation.ts';
import type { Interactions } from './interactions.ts';
import { swapOf, type RoutingEvents } from './sabre.ts';

/** Writes a circuit's operations on physical qubits, with the swaps of a routing. */
export function routedOperations(
  { operations }: Canonical,
  interactions: Interactions,
  start: Int32Array,
  events: RoutingEvents,
): readonly Operation[] {
  const place = start.slice();
  const holder = new Int32Array(place.length);
  place.forEach((physical, logical) => {
    holder[physical] = logical;
  });
  const moved = (index: number): Operation =>
    movedOperation(operations[index]!, (qubit) => place[qubit]!);
  const result = interactions.leading.map(moved);
  for (const event of events) {
    if (event >= 0) {
      for (const index of interactions.nodes[event]!.operations) result.push(moved(index));
      continue;
    }
    const [a, b] = swapOf(event, place.length);
    const [left, right] = [holder[a]!, holder[b]!];
    holder[a] = right;
    holder[b] = left;
    place[left] = b;
    place[right] = a;
    result.push({ kind: 'swap', a, b, origin: result.at(-1)?.origin ?? 0 });
  }
  return result;
}
