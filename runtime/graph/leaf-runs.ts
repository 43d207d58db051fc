import type { Operand } from './kernel.ts';

/** Leaves that follow each other and are entries of one operand that do so too. */
export interface LeafRun {
  readonly operand: Operand;
  /** The first entry, and the first leaf among those of its kind. */
  readonly element: number;
  readonly leaf: number;
  length: number;
}

/** @param leaves of one kind, in their order */
export function leafRuns(
  leaves: readonly { readonly operand: Operand; readonly element: number }[],
): readonly LeafRun[] {
  const runs: LeafRun[] = [];
  leaves.forEach(({ operand, element }, leaf) => {
    const last = runs.at(-1);
    if (last?.operand === operand && last.element + last.length === element) last.length += 1;
    else runs.push({ operand, element, leaf, length: 1 });
  });
  return runs;
}

/**
 * The leaves of some samples as rows of `width` numbers.
 * @param order the sample of each row
 */
export function gatherLeaves(
  runs: readonly LeafRun[],
  rows: Float64Array,
  width: number,
  order: Uint32Array,
  count: number,
): void {
  for (const { operand, element, leaf, length } of runs) {
    const { value, stride } = operand;
    for (let row = 0; row < count; row++) {
      const from = order[row]! * stride + element;
      const to = row * width + leaf;
      for (let i = 0; i < length; i++) rows[to + i] = value[from + i]!;
    }
  }
}

/** Adds rows of gradients to those of the operands that have one. */
export function scatterLeaves(
  runs: readonly LeafRun[],
  rows: Float64Array,
  width: number,
  order: Uint32Array,
  count: number,
): void {
  for (const { operand, element, leaf, length } of runs) {
    const { gradient, stride } = operand;
    if (!gradient) continue;
    for (let row = 0; row < count; row++) {
      const to = order[row]! * stride + element;
      const from = row * width + leaf;
      for (let i = 0; i < length; i++) gradient[to + i]! += rows[from + i]!;
    }
  }
}
