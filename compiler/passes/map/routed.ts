import { movedOperation } from '../canonical/moved.ts';
import type { Canonical, Operation } from '../canonical/operation.ts';
import type { Interactions } from './interactions.ts';
import type { RoutingEvent } from './sabre.ts';

/** Writes a circuit's operations on physical qubits, with the swaps of a routing. */
export function routedOperations(
  { operations }: Canonical,
  interactions: Interactions,
  start: ArrayLike<number>,
  events: readonly RoutingEvent[],
): readonly Operation[] {
  const place = Int32Array.from(start);
  const holder = new Int32Array(place.length);
  place.forEach((physical, logical) => {
    holder[physical] = logical;
  });
  const moved = (index: number): Operation =>
    movedOperation(operations[index]!, (qubit) => place[qubit]!);
  const result = interactions.leading.map(moved);
  for (const event of events) {
    if (event.kind === 'node') {
      result.push(...interactions.nodes[event.node]!.operations.map(moved));
      continue;
    }
    const { a, b } = event;
    const [left, right] = [holder[a]!, holder[b]!];
    holder[a] = right;
    holder[b] = left;
    place[left] = b;
    place[right] = a;
    result.push({ kind: 'swap', a, b, origin: result.at(-1)?.origin ?? 0 });
  }
  return result;
}
