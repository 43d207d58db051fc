/**
 * Column-major entries (the first index runs fastest) in row-major order.
 *
 * @param into Filled and returned: an array as long as `entries`, or an empty list.
 */
export function rowMajor<T, Into extends Record<number, T>>(
  entries: ArrayLike<T>,
  shape: readonly number[],
  into: Into,
): Into {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
  const index = shape.map(() => 0);
  let place = 0;
  for (let entry = 0; entry < entries.length; entry += 1) {
    into[entry] = entries[place]!;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      index[axis]! += 1;
      place += strides[axis]!;
      if (index[axis]! < shape[axis]!) break;
      place -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return into;
}
