import type { PairSource } from '../../program/index.ts';
import { bodyRows, openBody } from '../body.ts';
import type { BodySite, Handed } from '../body.ts';
import type { Kernel } from '../kernel.ts';
import { MOST_ROWS } from '../operations/map.ts';
import type { PairSite } from './pair.ts';

export interface AcrossSite extends BodySite, PairSite {
  readonly inputs: BodySite['inputs'];
  readonly output: BodySite['output'];
  readonly operation: Extract<PairSource, { kind: 'across' }>;
  /** Who of the right samples has what, by input that a sample may lack. */
  readonly rightFlags: (name: string) => Uint8Array;
}

/**
 * The body for every left sample with every right one: `modality` of the left sample, all else of the right one. The
 * pairs are the rows of batches of at most `MOST_ROWS`; what goes beyond is worked out again for its derivative.
 */
export function across(site: AcrossSite): Kernel {
  const { inputs, output, operation, capacity, rights } = site;
  const handed = inputs.map(({ value, gradient, stride }, position): Handed => ({
    value: () => value,
    gradient: output.gradient ? gradient : null,
    start:
      operation.sides[position] === 'left' ? (left) => left * stride : (_, right) => right * stride,
  }));
  const rows = bodyRows(Math.min(capacity * rights(capacity), MOST_ROWS));
  const runner = openBody(site, handed, rows.samples.length, (name) =>
    name === operation.modality
      ? { flags: site.presence.flags.get(name)!, of: 'samples' }
      : { flags: site.rightFlags(name), of: 'entries' },
  );
  const buffer = new Float64Array(rows.samples.length);
  let passes = 0;

  const choose = (from: number, lefts: number): void => {
    const ofLeft = rights(lefts);
    rows.count = Math.min(lefts * ofLeft - from, rows.samples.length);
    for (let row = 0; row < rows.count; row++) {
      rows.samples[row] = Math.floor((from + row) / ofLeft);
      rows.entries[row] = (from + row) % ofLeft;
    }
  };

  return {
    forward(count) {
      passes = 0;
      for (let from = 0; from < count * rights(count); from += rows.count) {
        choose(from, count);
        passes += 1;
        runner.forward(rows, buffer);
        output.value.set(buffer.subarray(0, rows.count), from);
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let from = 0; from < count * rights(count); from += rows.count) {
        if (passes > 1) {
          choose(from, count);
          runner.forward(rows, buffer);
        }
        buffer.set(upstream.subarray(from, from + rows.count));
        runner.backward(rows, buffer);
      }
    },
  };
}
