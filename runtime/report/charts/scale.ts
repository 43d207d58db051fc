/** A linear axis: values in, pixels out, with round tick values that cover all values. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/**
 * @param values what has to fit; at least one
 * @param from pixel of the lowest tick
 * @param to pixel of the highest tick
 * @param count about how many ticks
 */
export function linearScale(
  values: readonly number[],
  from: number,
  to: number,
  count: number,
): Scale {
  const [low, high] = padded(Math.min(...values), Math.max(...values));
  const step = niceStep((high - low) / count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step));
  const [start, end] = [first * step, last * step];
  return { at: (value) => from + ((value - start) / (end - start)) * (to - from), ticks };
}

/**
 * Powers of ten, as many as cover all values.
 * @param values above 0; at least one
 */
export function logScale(
  values: readonly number[],
  from: number,
  to: number,
  count: number,
): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  const step = Math.max(1, Math.ceil((high - low) / count));
  const powers = Array.from(
    { length: Math.floor((high - low) / step) + 1 },
    (_, k) => low + k * step,
  );
  return {
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    ticks: powers.map((power) => Number(`1e${power}`)),
  };
}

/** Whole numbers from 1, as epochs are counted: the first and the last always have a tick. */
export function countScale(last: number, from: number, to: number, count: number): Scale {
  const end = Math.max(last, 2);
  const step = Math.max(1, niceStep(end / count));
  const inner = Array.from({ length: Math.floor(end / step) }, (_, i) => (i + 1) * step);
  const apart = inner.filter((tick) => tick > 1 && (tick === last || last - tick >= step / 2));
  const ticks = [...new Set([1, ...apart, last])].filter((tick) => tick <= last);
  return { at: (value) => from + ((value - 1) / (end - 1)) * (to - from), ticks };
}

/** 1, 2 or 5 times a power of ten, at least `raw`. */
function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((each) => each * power >= raw * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function padded(low: number, high: number): [number, number] {
  if (high > low) return [low, high];
  const margin = Math.abs(low) * 0.1 || 1;
  return [low - margin, high + margin];
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
