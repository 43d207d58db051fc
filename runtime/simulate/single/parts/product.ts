/** A tensor product of small real vectors; the first one counts the lowest digits. */
export interface Product {
  /** Entries of the factors, to be written. */
  readonly factors: readonly Float64Array[];
  /** The product of the factors as they are now; valid until the next call. */
  multiply(): Float64Array;
  /**
   * Derivatives by the factors' entries of the product contracted with `sums`, after `multiply`.
   * @param sums used up
   */
  contract(sums: Float64Array): readonly Float64Array[];
}

export function createProduct(sizes: readonly number[]): Product {
  const factors = sizes.map((size) => new Float64Array(size));
  const gradients = sizes.map((size) => new Float64Array(size));
  /** The product of the first i factors. */
  const partial = [Float64Array.of(1)];
  for (const size of sizes) partial.push(new Float64Array(partial.at(-1)!.length * size));
  return {
    factors,
    multiply: () => {
      for (let f = 0; f < factors.length; f++) {
        grow(partial[f]!, factors[f]!, partial[f + 1]!);
      }
      return partial[factors.length]!;
    },
    contract: (sums) => {
      for (let f = factors.length - 1; f >= 0; f--) {
        shrink(sums, partial[f]!, factors[f]!, gradients[f]!);
      }
      return gradients;
    },
  };
}

function grow(lower: Float64Array, factor: Float64Array, product: Float64Array): void {
  for (let i = 0, at = 0; i < factor.length; i++) {
    const entry = factor[i]!;
    for (let j = 0; j < lower.length; j++, at++) product[at] = entry * lower[j]!;
  }
}

/** Contracts sums with a factor, in place, and with what is below it, for the factor's gradient. */
function shrink(
  sums: Float64Array,
  lower: Float64Array,
  factor: Float64Array,
  gradient: Float64Array,
): void {
  gradient.fill(0);
  for (let j = 0; j < lower.length; j++) {
    const weight = lower[j]!;
    let total = 0;
    for (let i = 0, at = j; i < factor.length; i++, at += lower.length) {
      const x = sums[at]!;
      gradient[i]! += weight * x;
      total += factor[i]! * x;
    }
    sums[j] = total;
  }
}
