import { emptySpan, type Mask } from '../plan/bits.ts';

/**
 * How the phases of a diagonal come out of two small tables. Bits of the index below `columnBits` are a column, the
 * others a row. A term that has no bit in the row is in the table of columns. Of all others, the table of rows has an
 * entry for each combination of the column's lane bits, of the parities that terms have with its other bits, and of the
 * row's bits, in this order from the lowest bit.
 */
export interface Split {
  readonly columnBits: number;
  /** Independent parities, of the column without its lane bits, that terms of the table of rows have. */
  readonly parities: readonly Mask[];
  /** Bits of the index of an entry of the table of rows. */
  readonly rowBits: number;
  /** For each term, which table it is in, and its mask there. */
  readonly terms: readonly { readonly table: 'columns' | 'rows'; readonly mask: Mask }[];
}

/**
 * The cheapest split.
 * @param local most bits of a column
 */
export function splitDiagonal(
  masks: readonly Mask[],
  bits: { readonly all: number; readonly local: number; readonly lanes: number },
): Split {
  let best = splitAt(masks, bits, bits.local);
  for (let columnBits = bits.local - 1; columnBits >= bits.lanes; columnBits--) {
    const one = splitAt(masks, bits, columnBits);
    if (costOf(one) < costOf(best)) best = one;
  }
  return best;
}

/** Entries of both tables. */
function costOf({ columnBits, rowBits, terms }: Split): number {
  return (
    (terms.some(({ table }) => table === 'columns') ? 2 ** columnBits : 0) +
    (terms.some(({ table }) => table === 'rows') ? 2 ** rowBits : 0)
  );
}

function splitAt(
  masks: readonly Mask[],
  { all, lanes }: { readonly all: number; readonly lanes: number },
  columnBits: number,
): Split {
  const low = 2 ** columnBits - 1;
  const laneMask = 2 ** lanes - 1;
  const parities = emptySpan();
  const inRows = (mask: Mask): boolean => mask > low;
  for (const mask of masks) if (inRows(mask)) parities.extend((mask & low) >> lanes);
  const count = parities.basis.length;
  return {
    columnBits,
    parities: parities.basis,
    rowBits: lanes + count + all - columnBits,
    terms: masks.map((mask) => {
      if (!inRows(mask)) return { table: 'columns', mask };
      const combination = parities.coordinates((mask & low) >> lanes)!;
      return {
        table: 'rows',
        mask:
          (mask & laneMask) | (combination << lanes) | ((mask >> columnBits) << (lanes + count)),
      };
    }),
  };
}
