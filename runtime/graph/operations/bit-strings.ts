/** Number of a bit string whose first bit is the most significant: `n` zeros and ones from `start`. */
export function numberOfBits(bits: ArrayLike<number>, start: number, n: number): number {
  let number = 0;
  for (let i = 0; i < n; i++) number = 2 * number + bits[start + i]!;
  return number;
}

/** Writes the `n` bits of a number from `start`, the most significant first. */
export function writeBits(number: number, into: Float64Array, start: number, n: number): void {
  for (let i = 0; i < n; i++) into[start + i] = (number >> (n - 1 - i)) & 1;
}

/** How many bits are set. */
export function bitCount(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
