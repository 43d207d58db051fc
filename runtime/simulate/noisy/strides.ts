/** Bytes of a coefficient: one vector. */
export const COEFFICIENT = 16;

/** Bytes of a line of the processor's caches. */
const LINE = 64;

/**
 * Bytes between coefficients that differ by one in a digit. Powers of two far apart would fall on one set of a cache,
 * which holds 8 lines; a line left out now and then spreads the 16 that two digits take.
 */
export function strideOf(digit: number): number {
  if (digit < 4) return COEFFICIENT * 4 ** digit;
  if (digit < 8) return (COEFFICIENT * 4 ** 4 + LINE) * 4 ** (digit - 4);
  return ((COEFFICIENT * 4 ** 4 + LINE) * 4 ** 4 + LINE) * 4 ** (digit - 8);
}

/** Bytes of the coefficients of so many digits. */
export function blockBytes(digits: number): number {
  return strideOf(digits);
}

/** Where the coefficient with an index is. */
export function offsetOf(index: number, digits: number): number {
  let offset = 0;
  for (let digit = 0; digit < digits; digit++) {
    offset += ((index >> (2 * digit)) & 3) * strideOf(digit);
  }
  return offset + Math.floor(index / 4 ** digits) * blockBytes(digits);
}

/** Where a coefficient of some digits from a first one on is. */
export function startOffset(index: number, first: number): number {
  let offset = 0;
  for (let rest = index, digit = first; rest > 0; rest >>>= 2, digit++) {
    offset += (rest & 3) * strideOf(digit);
  }
  return offset;
}
