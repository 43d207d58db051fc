import type { Value } from '../peers/protocol.ts';

/** Largest distance of a loss or of an entry of a gradient at which two packages still agree (float32). */
export const AGREEMENT = 1e-5;

/** The largest distance between two losses and any entry of their gradients; a gradient that only one has is left out. */
export function distance(one: Value, other: Value): number {
  const loss = Math.abs(one.loss - other.loss);
  if (one.gradient === null || other.gradient === null) return loss;
  if (one.gradient.length !== other.gradient.length) return Infinity;
  return one.gradient.reduce(
    (largest, slope, i) => Math.max(largest, Math.abs(slope - other.gradient![i]!)),
    loss,
  );
}
