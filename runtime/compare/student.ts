/**
 * Probability that Student's t is at most `t`: `1 - I_x(df / 2, 1 / 2) / 2` with `x = df / (df + t²)` for `t >= 0`
 * (Abramowitz and Stegun 26.7.1 and 26.5.27).
 * @param freedom degrees of freedom, at least 1
 */
export function studentBelow(t: number, freedom: number): number {
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0;
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? 1 - tail : tail;
}

/** The t that a share of all draws lies below, by bisection. @param share in (0, 1) */
export function studentQuantile(share: number, freedom: number): number {
  let [low, high] = [-1, 1];
  while (studentBelow(low, freedom) > share) low *= 2;
  while (studentBelow(high, freedom) < share) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-13 * Math.max(1, Math.abs(low)); step += 1) {
    const middle = (low + high) / 2;
    if (studentBelow(middle, freedom) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** `I_x(a, b)`, on the side of its mean where the continued fraction is quick. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return Math.min(Math.max(x, 0), 1);
  return x < (a + 1) / (a + b + 2)
    ? (front(x, a, b) * continuedFraction(x, a, b)) / a
    : 1 - (front(1 - x, b, a) * continuedFraction(1 - x, b, a)) / b;
}

function front(x: number, a: number, b: number): number {
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  return Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta);
}

/** Abramowitz and Stegun 26.5.8, by Lentz's method. */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1), tiny);
  let value = d;
  for (let m = 1; m < 500; m += 1) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / awayFromZero(1 + term * d, tiny);
      c = awayFromZero(1 + term / c, tiny);
      value *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}

function awayFromZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** Of multiples of one half above zero, which is all that Student's t asks for. */
function logGamma(z: number): number {
  let [sum, rest] = [0, z];
  for (; rest > 1; rest -= 1) sum += Math.log(rest - 1);
  return rest === 1 ? sum : sum + Math.log(Math.PI) / 2;
}
