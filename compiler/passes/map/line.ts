import { pairWeights } from './embed.ts';
import type { Interactions } from './interactions.ts';

/** Qubits that meet along a line only, as most ansatz circuits do: in its order, closed to a ring or not. */
export interface Line {
  readonly order: readonly number[];
  readonly isRing: boolean;
}

/** Undefined where the qubits of a circuit meet otherwise. Qubits that meet nobody come last. */
export function lineOf(interactions: Interactions): Line | undefined {
  const { qubits } = interactions;
  const partners = Array.from({ length: qubits }, (): number[] => []);
  for (const key of pairWeights(interactions).keys()) {
    const [a, b] = [Math.floor(key / qubits), key % qubits];
    partners[a]!.push(b);
    partners[b]!.push(a);
  }
  if (partners.some((list) => list.length > 2)) return undefined;
  const meeting = partners.flatMap((list, qubit) => (list.length > 0 ? [qubit] : []));
  const end = meeting.find((qubit) => partners[qubit]!.length === 1);
  const first = end ?? meeting[0];
  if (first === undefined) return undefined;
  const order = [first];
  const seen = new Set(order);
  for (const current of order) {
    const next = partners[current]!.find((each) => !seen.has(each));
    if (next === undefined) break;
    seen.add(next);
    order.push(next);
  }
  if (order.length !== meeting.length) return undefined;
  return { order, isRing: end === undefined };
}
