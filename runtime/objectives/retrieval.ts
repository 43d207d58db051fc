/**
 * Recall at `at`: the share of rows of a likeness whose own column is among the `at` largest of that row. A column
 * that is as large counts as larger, so that a likeness that tells nothing apart finds nothing; NaN without rows.
 *
 * @param likeness Row-major `[count, count]`; row and column of the same position belong together.
 */
export function recallAt(likeness: ArrayLike<number>, count: number, at: number): number {
  let found = 0;
  for (let row = 0; row < count; row++) {
    const own = likeness[row * (count + 1)]!;
    let ahead = 0;
    for (let column = 0; column < count; column++)
      if (column !== row && !(likeness[row * count + column]! < own)) ahead += 1;
    if (ahead < at) found += 1;
  }
  return found / count;
}
