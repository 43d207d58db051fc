import { bodyRows, openBody } from '../body.ts';
import type { BodySite, Handed } from '../body.ts';
import type { Kernel } from '../kernel.ts';

/** Rows of a body that are worked out at once; what goes beyond is worked out again for its derivative. */
export const MOST_ROWS = 4096;

/**
 * The body applied to each entry of the first input: samples times entries are the rows of one batch. The result of an
 * absent entry (a word after the end of a text) is zero, and nothing flows back through it.
 */
export function map(site: BodySite): Kernel {
  const { inputs, output, capacity } = site;
  const x = inputs[0]!;
  const entries = x.shape[0]!;
  const size = output.size / entries;
  const handed = inputs.map(({ value, gradient, stride }, position): Handed => ({
    value: () => value,
    gradient: output.gradient ? gradient : null,
    start:
      position === 0
        ? (sample, entry) => sample * stride + entry * (x.size / entries)
        : (sample) => sample * stride,
  }));
  const all = capacity * entries;
  const rows = bodyRows(Math.min(all, MOST_ROWS));
  const runner = openBody(site, handed, rows.samples.length);
  const buffer = new Float64Array(rows.samples.length * size);
  let passes = 0;

  /** Chooses the rows from one place of `[count, entries]` on; answers where the next ones begin. */
  const choose = (from: number, end: number): number => {
    rows.count = 0;
    let place = from;
    for (; place < end && rows.count < rows.samples.length; place++) {
      const sample = Math.floor(place / entries);
      const entry = place % entries;
      if (site.sparse && x.value[sample * x.stride + entry]! < 0) continue;
      rows.samples[rows.count] = sample;
      rows.entries[rows.count] = entry;
      rows.count += 1;
    }
    return place;
  };
  const startOf = (row: number): number =>
    (rows.samples[row]! * entries + rows.entries[row]!) * size;

  return {
    forward(count) {
      if (site.sparse) output.value.fill(0, 0, count * output.size);
      passes = 0;
      for (let from = 0; from < count * entries;) {
        from = choose(from, count * entries);
        passes += 1;
        runner.forward(rows, buffer);
        for (let row = 0; row < rows.count; row++) {
          const to = startOf(row);
          for (let i = 0; i < size; i++) output.value[to + i] = buffer[row * size + i]!;
        }
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let from = 0; from < count * entries;) {
        if (passes === 1) from = count * entries;
        else {
          from = choose(from, count * entries);
          runner.forward(rows, buffer);
        }
        for (let row = 0; row < rows.count; row++) {
          const at = startOf(row);
          for (let i = 0; i < size; i++) buffer[row * size + i] = upstream[at + i]!;
        }
        runner.backward(rows, buffer);
      }
    },
  };
}
