/** Where something lies: an absolute address, or an offset in a tile's lane block. */
export interface Place {
  readonly offset: number;
  readonly base: 'absolute' | 'lane';
}

/** Addresses: the first one, and that after the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** To a cache line. */
export function alignUp(address: number): number {
  return Math.ceil(address / 64) * 64;
}
