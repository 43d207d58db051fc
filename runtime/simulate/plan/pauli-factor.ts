/**
 * `<P>` of a string with X or Y as a multiple of its readout, the real part of a sum over pairs for an even number of
 * Ys and the imaginary part for an odd one: `i^ys` with both halves of each pair.
 * @param ys modulo 4
 */
export function pauliFactor(ys: number): number {
  // Even: i^ys 2 Re. Odd: i (x - conj x) = -2 Im x with x = conj(a_k') a_k, so +2 Im(conj(a_k) a_k').
  return ys === 0 || ys === 1 ? 2 : -2;
}
