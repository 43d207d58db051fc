import { emptySpan, type Mask } from '../plan/bits.ts';

/** Terms of a diagonal that mean the same parity inside of a chunk: for each chunk their angles add up to one. */
export interface Factor {
  readonly lane: Mask;
  /** Parities of the group (see `Factors`) whose sum is this factor's. */
  readonly combination: Mask;
  readonly terms: readonly { readonly term: number; readonly chunk: Mask }[];
}

/**
 * A diagonal as a product of factors, for one whose tables would be large: no table is larger than a chunk, and each
 * chunk's comes from one angle for each factor.
 */
export interface Factors {
  /** Terms that are the same in all chunks, as a table of their own. */
  readonly columns: readonly { readonly term: number; readonly mask: Mask }[];
  /** Independent parities of the group's number. */
  readonly parities: readonly Mask[];
  /** Factors that depend on lanes alone, on one of the parities each, in their order, and all others. */
  readonly alike: readonly Factor[];
  readonly units: readonly Factor[];
  readonly twisted: readonly Factor[];
}

/** @param columns whether terms that are the same in all chunks have a table of their own, or are factors as well */
export function factorDiagonal(
  masks: readonly Mask[],
  bits: { readonly local: number; readonly lanes: number },
  columns: 'apart' | 'factors',
): Factors {
  const parities = emptySpan();
  const [alike, units, twisted]: [Factor[], Factor[], Factor[]] = [[], [], []];
  const apart: { term: number; mask: Mask }[] = [];
  const members = new Map<Mask, { term: number; chunk: Mask }[]>();
  masks.forEach((mask, term) => {
    const chunk = mask >> bits.local;
    if (columns === 'apart' && chunk === 0) {
      apart.push({ term, mask });
      return;
    }
    const inside = mask & (2 ** bits.local - 1);
    const own = members.get(inside) ?? [];
    members.set(inside, own);
    own.push({ term, chunk });
  });
  for (const [inside, terms] of members) {
    const [group, lane] = [inside >> bits.lanes, inside & (2 ** bits.lanes - 1)];
    if (group === 0) alike.push({ lane, combination: 0, terms });
    else if (parities.extend(group)) {
      units.push({ lane, combination: 1 << units.length, terms });
    } else twisted.push({ lane, combination: parities.coordinates(group)!, terms });
  }
  return { columns: apart, parities: parities.basis, alike, units, twisted };
}
