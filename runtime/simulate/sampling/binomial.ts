import type { RandomStream } from '../../data/random.ts';

/** Mean from which on rejection is faster than inversion, and Hörmann's bounds hold. */
const LARGE_MEAN = 10;

/**
 * How many of `trials` succeed: an exact draw of the binomial distribution, by inversion where few are expected
 * (Kachitvichyanukul and Schmeiser 1988, BINV), else by transformed rejection (Hörmann 1993, BTRS).
 * @param probability in [0, 1]
 */
export function drawBinomial(trials: number, probability: number, random: RandomStream): number {
  if (probability > 0.5) return trials - drawBinomial(trials, 1 - probability, random);
  if (trials === 0 || probability <= 0) return 0;
  if (trials === 1) return random.uniform() < probability ? 1 : 0;
  return trials * probability < LARGE_MEAN
    ? invert(trials, probability, random)
    : reject(trials, probability, random);
}

/** Walks along the probabilities of 0, 1, 2, … successes until they add up to a uniform number. */
function invert(trials: number, probability: number, random: RandomStream): number {
  const odds = probability / (1 - probability);
  const none = Math.exp(trials * Math.log1p(-probability));
  for (;;) {
    let rest = random.uniform();
    let mass = none;
    for (let count = 0; count <= trials; count++) {
      if (rest < mass) return count;
      rest -= mass;
      mass *= (odds * (trials - count)) / (count + 1);
    }
  }
}

/** Numbers as in Hörmann 1993, algorithm BTRS. */
function reject(trials: number, probability: number, random: RandomStream): number {
  const odds = probability / (1 - probability);
  const deviation = Math.sqrt(trials * probability * (1 - probability));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const centre = trials * probability + 0.5;
  const surelyInside = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const mode = Math.floor((trials + 1) * probability);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const margin = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / margin + b) * u + centre);
    if (margin >= 0.07 && v <= surelyInside) return count;
    if (count < 0 || count > trials) continue;
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1))) +
      (trials + 1) * Math.log((trials - mode + 1) / (trials - count + 1)) +
      (count + 0.5) * Math.log((odds * (trials - count + 1)) / (count + 1)) +
      stirlingTail(mode) +
      stirlingTail(trials - mode) -
      stirlingTail(count) -
      stirlingTail(trials - count);
    if (Math.log((v * alpha) / (a / margin ** 2 + b)) <= bound) return count;
  }
}

/** `log(k!) - (log(sqrt(2 pi)) + (k + 1/2) log(k + 1) - (k + 1))` for k from 0. */
const SMALL_TAILS: readonly number[] = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.020790672103765, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.010411265261972, 0.0092554621827127, 0.0083305634333628,
];

function stirlingTail(k: number): number {
  const small = SMALL_TAILS[k];
  if (small !== undefined) return small;
  const square = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}
