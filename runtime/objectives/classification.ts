/** Share of guesses that are right; NaN without samples. */
export function accuracy(guess: ArrayLike<number>, truth: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < truth.length; i++) if (guess[i] === truth[i]) right += 1;
  return right / truth.length;
}

/** `[truth][guess]`: how many samples of each class were taken for which. */
export function confusion(
  guess: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
): number[][] {
  const table = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < truth.length; i++) table[truth[i]!]![guess[i]!]! += 1;
  return table;
}

/** Mean over the classes that occur, as truth or as guess, of `2 TP / (2 TP + FP + FN)`. */
export function macroF1(
  guess: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
): number {
  const table = confusion(guess, truth, classes);
  const scores = table.flatMap((row, k) => {
    const actual = row.reduce((sum, each) => sum + each, 0);
    const guessed = table.reduce((sum, each) => sum + each[k]!, 0);
    return actual + guessed === 0 ? [] : [(2 * row[k]!) / (actual + guessed)];
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Index of the largest of `length` entries from `start`, the first where several are. */
export function argmax(values: ArrayLike<number>, start: number, length: number): number {
  let best = 0;
  for (let i = 1; i < length; i++) if (values[start + i]! > values[start + best]!) best = i;
  return best;
}
