/**
 * How many standard deviations a frequency is from a probability, after the transform of counts that makes their variance
 * 1 whatever the probability is (Anscombe 1948, section 4), so that few counts can be judged too.
 * @param seen share of the shots, in [0, 1]
 */
export function frequencyDeviation(seen: number, chance: number, shots: number): number {
  const turned = (share: number): number => {
    const count = Math.min(1, Math.max(0, share)) * shots;
    return 2 * Math.sqrt(shots + 0.5) * Math.asin(Math.sqrt((count + 3 / 8) / (shots + 3 / 4)));
  };
  return turned(seen) - turned(chance);
}

/** The same of the mean of a word, whose single shots are 1 and -1. */
export function meanDeviation(seen: number, mean: number, shots: number): number {
  return frequencyDeviation((1 + seen) / 2, (1 + mean) / 2, shots);
}

/** Of many deviations: about 1 is the root of the mean square where nothing but shots makes them. */
export function summed(
  deviations: readonly number[],
  limit: number,
): {
  readonly worst: number;
  readonly rms: number;
  /** How many are further off than the limit. */
  readonly beyond: number;
} {
  return {
    worst: deviations.reduce((most, each) => Math.max(most, Math.abs(each)), 0),
    rms: Math.sqrt(deviations.reduce((sum, each) => sum + each ** 2, 0) / deviations.length),
    beyond: deviations.filter((each) => Math.abs(each) > limit).length,
  };
}
