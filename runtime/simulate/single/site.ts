import type { Store } from '../run/store.ts';

/** Memory that is given out from the lowest address on, and what of it is constant. */
export interface Site {
  readonly take: (size: number, alignment?: number) => number;
  readonly end: () => number;
  readonly store: Store;
}

export function createSite(): Site {
  // Keeps address 0 free, so that an unset address is harmless to read.
  let end = 64;
  const take = (size: number, alignment = 64): number => {
    const start = alignTo(end, alignment);
    end = start + size;
    return start;
  };
  const parts: { readonly address: number; readonly words: Int32Array }[] = [];
  const known = new Map<string, { readonly start: number; readonly end: number }>();
  return {
    take,
    end: () => end,
    store: {
      parts,
      get end() {
        return end;
      },
      list: (key, make) => {
        const before = known.get(key);
        if (before) return before;
        const words = make();
        const start = take(words.byteLength);
        const range = { start, end: start + words.byteLength };
        parts.push({ address: start, words });
        known.set(key, range);
        return range;
      },
    },
  };
}

export function alignTo(address: number, to: number): number {
  return Math.ceil(address / to) * to;
}
