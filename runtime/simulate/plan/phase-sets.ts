import { emptySpan, type Mask, ones } from './bits.ts';

/** Phases per sample that one pass does. */
export interface PhaseSet {
  /** Independent. */
  readonly masks: readonly Mask[];
  /** Whether it does the phases on sums of two of the masks too. */
  readonly hasSums: boolean;
}

/** Splits phases into few passes: of independent masks, and, where that saves passes, of sums of two of them. */
export function phaseSets(masks: readonly Mask[]): readonly PhaseSet[] {
  const sets: PhaseSet[] = [];
  let rest = masks;
  while (rest.length > 0) {
    const set = [rest, rest.toSorted((a, b) => ones(a) - ones(b))]
      .map(leadingSet)
      .reduce((best, one) => (one.rest.length < best.rest.length ? one : best));
    sets.push(set);
    rest = set.rest;
  }
  return sets;
}

function leadingSet(order: readonly Mask[]): PhaseSet & { readonly rest: readonly Mask[] } {
  const span = emptySpan();
  const others = order.filter((mask) => !span.extend(mask));
  const rest = others.filter((mask) => ones(span.coordinates(mask)!) !== 2);
  return { masks: span.basis, hasSums: rest.length < others.length, rest };
}
