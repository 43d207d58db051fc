/** How often each outcome was seen, by its bits as text; bit 0 of the register stands on the right, as in Qiskit. */
export type Counts = ReadonlyMap<string, number>;

/** An estimate and its standard error. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

export function totalOf(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Counts of some bits of the register alone, the first named on the right. */
export function marginal(counts: Counts, bits: readonly number[]): Counts {
  const found = new Map<string, number>();
  for (const [outcome, count] of counts) {
    const kept = bits.map((bit) => outcome.at(-1 - bit)!).reverse();
    const key = kept.join('');
    found.set(key, (found.get(key) ?? 0) + count);
  }
  return found;
}

/**
 * Share of each outcome, indexed by the outcome read as a number.
 * @param bits of the register
 */
export function frequencies(counts: Counts, bits: number): Float64Array {
  const shares = new Float64Array(2 ** bits);
  const total = totalOf(counts);
  for (const [outcome, count] of counts) shares[Number.parseInt(outcome, 2)]! += count / total;
  return shares;
}

/** Of a frequency `p` seen in `shots` repetitions: sqrt(p (1 - p) / shots), the deviation of a binomial. */
export function frequencyError(share: number, shots: number): number {
  return Math.sqrt(Math.max(0, share * (1 - share)) / shots);
}

/**
 * The mean of a word of Z: the parity of the bits decides the sign. Its standard error is sqrt((1 - m^2) / shots).
 * @param bits that belong to the word; without any it is the identity
 */
export function signMean(counts: Counts, bits: readonly number[]): Estimate {
  const shots = totalOf(counts);
  let sum = 0;
  for (const [outcome, count] of counts) {
    const odd = bits.filter((bit) => outcome.at(-1 - bit) === '1').length % 2;
    sum += odd === 1 ? -count : count;
  }
  const value = sum / shots;
  return { value, error: Math.sqrt(Math.max(0, 1 - value ** 2) / shots) };
}

/**
 * A weighted sum of words of Z from one set of counts, with the standard error of the sum: words of the same shots are
 * not independent, so the deviation is that of the sum itself, shot by shot.
 */
export function diagonalMean(
  counts: Counts,
  terms: readonly { readonly coefficient: number; readonly bits: readonly number[] }[],
): Estimate {
  const shots = totalOf(counts);
  let sum = 0;
  let squares = 0;
  for (const [outcome, count] of counts) {
    const seen = terms.reduce((total, { coefficient, bits }) => {
      const odd = bits.filter((bit) => outcome.at(-1 - bit) === '1').length % 2;
      return total + (odd === 1 ? -coefficient : coefficient);
    }, 0);
    sum += count * seen;
    squares += count * seen ** 2;
  }
  const value = sum / shots;
  return { value, error: Math.sqrt(Math.max(0, squares / shots - value ** 2) / shots) };
}
