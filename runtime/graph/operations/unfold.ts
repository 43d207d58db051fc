import { windowCount, type Windows } from '../../program/index.ts';
import type { Kernel, Site } from '../kernel.ts';
import { pick } from './rearrange.ts';

/** Windows of a series or a picture: what a convolution multiplies with its weights. */
export function unfold(windows: Windows, site: Site): Kernel {
  const { shape } = site.inputs[0]!;
  const entries =
    windows.axes === 1
      ? seriesEntries(windows, shape[0] ?? 1, shape[1] ?? 1)
      : pictureEntries(windows, shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1);
  return pick(entries, site);
}

function seriesEntries(windows: Windows, length: number, width: number): Int32Array {
  const entries = new Int32Array(windowCount(length, windows) * windows.size * width);
  let at = 0;
  for (const start of starts(windows, length)) {
    for (let row = start; row < start + windows.size; row++) {
      for (let i = 0; i < width; i++) entries[at++] = inside(row, length) ? row * width + i : -1;
    }
  }
  return entries;
}

function pictureEntries(
  windows: Windows,
  height: number,
  width: number,
  channels: number,
): Int32Array {
  const { size } = windows;
  const count = windowCount(height, windows) * windowCount(width, windows);
  const entries = new Int32Array(count * size * size * channels);
  let at = 0;
  for (const top of starts(windows, height)) {
    for (const left of starts(windows, width)) {
      for (let row = top; row < top + size; row++) {
        for (let column = left; column < left + size; column++) {
          const known = inside(row, height) && inside(column, width);
          const first = (row * width + column) * channels;
          for (let i = 0; i < channels; i++) entries[at++] = known ? first + i : -1;
        }
      }
    }
  }
  return entries;
}

/** Where windows begin; negative within the padding. */
function starts(windows: Windows, length: number): number[] {
  return Array.from(
    { length: windowCount(length, windows) },
    (_, index) => index * windows.stride - windows.padding,
  );
}

function inside(position: number, length: number): boolean {
  return position >= 0 && position < length;
}
