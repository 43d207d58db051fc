/**
 * The alignment of a kernel with a target, `<K, Y> / (|K| |Y|)` in the Frobenius product (Cristianini et al. 2001):
 * 1 where the kernel is a positive multiple of the target; 0 where one of them is zero. `centred` first takes the means
 * of rows and columns from the kernel (Cortes, Mohri and Rostamizadeh 2012), which makes it blind to a constant and
 * fair to unequal classes.
 *
 * @param kernel Row-major `[count, count]`.
 * @param target Likewise, of classes as `classTarget` makes it.
 */
export function kernelAlignment(
  kernel: Float64Array,
  target: Float64Array,
  count: number,
  origin: 'as they are' | 'centred' = 'as they are',
): number {
  const [a, b] =
    origin === 'centred' ? [centred(kernel, count), centred(target, count)] : [kernel, target];
  const norms = Math.sqrt(product(a, a) * product(b, b));
  return norms === 0 ? 0 : product(a, b) / norms;
}

/** The ideal kernel of classes, row-major `[count, count]`: 1 within a class, `-1 / (classes - 1)` between two. */
export function classTarget(truth: ArrayLike<number>, classes: number): Float64Array {
  const count = truth.length;
  const target = new Float64Array(count * count);
  for (let row = 0, place = 0; row < count; row++) {
    for (let column = 0; column < count; column++, place++)
      target[place] = truth[row] === truth[column] ? 1 : -1 / (classes - 1);
  }
  return target;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place++) sum += a[place]! * b[place]!;
  return sum;
}

function centred(matrix: Float64Array, count: number): Float64Array {
  const rows = new Float64Array(count);
  const columns = new Float64Array(count);
  for (let row = 0, place = 0; row < count; row++) {
    for (let column = 0; column < count; column++, place++) {
      rows[row]! += matrix[place]! / count;
      columns[column]! += matrix[place]! / count;
    }
  }
  const mean = rows.reduce((sum, each) => sum + each, 0) / count;
  return matrix.map(
    (entry, place) => entry - rows[Math.floor(place / count)]! - columns[place % count]! + mean,
  );
}
