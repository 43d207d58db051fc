import { alignUp, type Place, type Range } from './address.ts';

/** Constant integers of a program (lists, and later its records), placed one after the other from an address on. */
export interface Store {
  /** Address of a list; equal lists under one key are stored once. */
  list(key: string, make: () => Int32Array): Range;
  readonly parts: readonly { readonly address: number; readonly words: Int32Array }[];
  readonly end: number;
}

/** A store with room for other things in between. */
export interface RoomyStore extends Store {
  /** The address of so many bytes for other use. */
  take(size: number): number;
}

export function createStore(start: number): RoomyStore {
  const parts: { readonly address: number; readonly words: Int32Array }[] = [];
  const known = new Map<string, Range>();
  let next = start;
  return {
    parts,
    take: (size) => {
      const start = next;
      next = alignUp(next + size);
      return start;
    },
    get end() {
      return next;
    },
    list: (key, make) => {
      const before = known.get(key);
      if (before) return before;
      const words = make();
      const range = { start: next, end: next + words.byteLength };
      parts.push({ address: next, words });
      next = alignUp(range.end);
      known.set(key, range);
      return range;
    },
  };
}

/** A list of places, as kernels read them. */
export function placeWords(places: readonly Place[]): Int32Array {
  return Int32Array.from(places.flatMap(({ offset, base }) => [offset, base === 'lane' ? -1 : 0]));
}
