import type { Frame } from './picture.ts';

/** A stretch of columns that fits on the page, half open. */
export interface Strip {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts columns into strips no wider than `room`, in the unit of `widths`.
 * Breaks between sentences where that leaves at least half a page, else between columns.
 */
export function cut(widths: readonly number[], room: number, frames: readonly Frame[]): Strip[] {
  const strips: Strip[] = [];
  const width = (start: number, end: number): number =>
    widths.slice(start, end).reduce((sum, each) => sum + each, 0);
  let start = 0;
  for (let end = 1; end <= widths.length; end++) {
    if (width(start, end) <= room || end - 1 === start) continue;
    const openings = frames.map((frame) => frame.start).filter((at) => at > start && at < end);
    const best = Math.max(...openings.filter((at) => width(start, at) >= room / 2), 0);
    const stop = best > 0 ? best : end - 1;
    strips.push({ start, end: stop });
    start = stop;
  }
  return [...strips, { start, end: widths.length }];
}
