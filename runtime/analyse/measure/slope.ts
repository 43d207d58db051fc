/**
 * Slope of the straight line nearest to some points (least squares); undefined for fewer than two places.
 */
export function slopeOf(points: readonly (readonly [number, number])[]): number | undefined {
  const count = points.length;
  const [x, y] = [0, 1].map(
    (axis) => points.reduce((sum, point) => sum + point[axis as 0 | 1], 0) / count,
  ) as [number, number];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  if (!(spread > 0)) return undefined;
  return points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
}
