/** `.953` of a share, `1.000`, `-.57`, `4.08`: three digits, or as many as asked for. */
export function figure(value: number, digits = 3): string {
  return value.toFixed(digits).replace(/^(-?)0\./, '$1.');
}

/** The mean, and the least and most where there are several: `.953 (.944 to .960)`. */
export function meanAndRange(values: readonly number[], digits = 3): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return figure(mean, digits);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${figure(mean, digits)} (${figure(low, digits)} to ${figure(high, digits)})`;
}

/** `0, 1, 2` of 3. */
export function upTo(count: number): number[] {
  return [...Array(count).keys()];
}
