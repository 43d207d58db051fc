/** For each entry of the new axis, the entries of the old one that it mixes: weights of `[start, start + n)`. */
export interface AxisWeights {
  readonly length: number;
  readonly starts: Int32Array;
  readonly weights: readonly Float64Array[];
}

/**
 * How an axis of `from` entries becomes one of `to`: the mean over the covered part when it shrinks (area), linear
 * interpolation between centres when it grows, the ends held. Every row of weights sums to one.
 */
export function axisWeights(from: number, to: number): AxisWeights {
  const rows = Array.from({ length: to }, (_, index) =>
    to < from ? areaWeights(from, to, index) : linearWeights(from, to, index),
  );
  return {
    length: to,
    starts: Int32Array.from(rows, (row) => row.start),
    weights: rows.map((row) => row.weights),
  };
}

/**
 * Scales a row-major `[height, width, channels]` picture, rows after columns; the aspect ratio is not kept.
 *
 * @returns Row-major `[rows.length, columns.length, channels]`.
 */
export function scalePicture(
  values: ArrayLike<number>,
  shape: readonly [height: number, width: number, channels: number],
  rows: AxisWeights,
  columns: AxisWeights,
): Float64Array {
  const [height, width, channels] = shape;
  const narrowed = new Float64Array(height * columns.length * channels);
  mixAxis(values, narrowed, height, width, channels, columns);
  const scaled = new Float64Array(rows.length * columns.length * channels);
  mixAxis(narrowed, scaled, 1, height, columns.length * channels, rows);
  return scaled;
}

/** Mixes the middle axis of `[outer, from, inner]`. */
function mixAxis(
  values: ArrayLike<number>,
  into: Float64Array,
  outer: number,
  from: number,
  inner: number,
  axis: AxisWeights,
): void {
  for (let block = 0; block < outer; block += 1) {
    for (let index = 0; index < axis.length; index += 1) {
      const weights = axis.weights[index]!;
      const target = (block * axis.length + index) * inner;
      const source = (block * from + axis.starts[index]!) * inner;
      for (let entry = 0; entry < weights.length; entry += 1) {
        const weight = weights[entry]!;
        for (let offset = 0; offset < inner; offset += 1) {
          into[target + offset]! += weight * values[source + entry * inner + offset]!;
        }
      }
    }
  }
}

interface WeightRow {
  readonly start: number;
  readonly weights: Float64Array;
}

function areaWeights(from: number, to: number, index: number): WeightRow {
  const low = (index * from) / to;
  const high = ((index + 1) * from) / to;
  const start = Math.floor(low);
  const stop = Math.min(from, Math.ceil(high - 1e-9));
  const weights = Float64Array.from(
    { length: stop - start },
    (_, offset) =>
      ((Math.min(high, start + offset + 1) - Math.max(low, start + offset)) * to) / from,
  );
  return { start, weights };
}

function linearWeights(from: number, to: number, index: number): WeightRow {
  const centre = Math.min(Math.max(((index + 0.5) * from) / to - 0.5, 0), from - 1);
  const start = Math.min(Math.floor(centre), Math.max(from - 2, 0));
  const part = centre - start;
  return { start, weights: from === 1 ? Float64Array.of(1) : Float64Array.of(1 - part, part) };
}
