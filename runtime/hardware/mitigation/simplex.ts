/**
 * The distribution nearest to some numbers in the Euclidean norm: a constant is taken from all of them, and what falls
 * below zero is zero (Smolin, Gambetta and Smith 2012; Duchi et al. 2008).
 */
export function nearestDistribution(values: Float64Array): Float64Array {
  const falling = values.slice().sort().reverse();
  let sum = 0;
  let shift = 0;
  for (const [index, value] of falling.entries()) {
    sum += value;
    const candidate = (sum - 1) / (index + 1);
    if (value - candidate <= 0) break;
    shift = candidate;
  }
  return values.map((value) => Math.max(0, value - shift));
}
