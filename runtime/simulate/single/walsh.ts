/** Walsh-Hadamard transform in place: `x_m -> sum_k (-1)^(parity(m & k)) x_k`. It is its own transpose. */
export function walsh(x: Float64Array): Float64Array {
  for (let half = 1; half < x.length; half *= 2) {
    for (let start = 0; start < x.length; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const a = x[i]!;
        const b = x[i + half]!;
        x[i] = a + b;
        x[i + half] = a - b;
      }
    }
  }
  return x;
}
