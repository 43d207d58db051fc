/** Numbers in standard deviations from their mean, and back. */
export function unitOf(values: Float64Array): {
  into(value: number): number;
  back(value: number): number;
} {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / values.length) || 1;
  return {
    into: (value) => (value - mean) / deviation,
    back: (value) => value * deviation + mean,
  };
}
