import type { LeafOrder } from '../run/leaves.ts';

/** Adds to the gradient of a leaf: of all samples where it is shared, else of its own sample. */
export function addSlope(
  order: LeafOrder,
  gradients: { readonly shared: Float64Array; readonly sampled: Float64Array },
  sample: number,
  leaf: number,
  slope: number,
): void {
  const position = order.shared[leaf]!;
  if (position >= 0) gradients.shared[position]! += slope;
  else gradients.sampled[sample * order.sampledCount + order.sampled[leaf]!]! += slope;
}
