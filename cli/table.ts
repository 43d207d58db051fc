import { displayWidth } from '../compiler/diagnostics/render/columns.ts';
import type { Paint } from '../compiler/diagnostics/render/paint.ts';

/** Rows under headers; columns of numbers stand to the right, empty columns are left out. */
export function drawTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): string {
  const columns = headers
    .map((header, index) => ({ header, cells: rows.map((row) => row[index] ?? '') }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const drawn = columns.map(({ header, cells }) => alignColumn(header, cells));
  const lines = ['', ...rows].map((_, row) =>
    drawn
      .map((column) => column[row] ?? '')
      .join('  ')
      .trimEnd(),
  );
  return `${[paint.strong(lines[0] ?? ''), ...lines.slice(1)].join('\n')}\n`;
}

/** `0.9312`, `12`, `1.2e-7`: what a table shows of a number. */
export function shortNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1e-3 && size < 1e5 ? value.toFixed(size < 10 ? 4 : 2) : value.toPrecision(3);
}

/** `3.2 s`, `4 min 10 s`, `2 h 5 min` */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

/** `840 ns`, `12.4 us`, `1.2 ms` */
export function nanoseconds(time: number): string {
  if (time < 1000) return `${Math.round(time)} ns`;
  return time < 1e6 ? `${(time / 1e3).toFixed(1)} us` : `${(time / 1e6).toFixed(1)} ms`;
}

/** `93 %`, `0.12 %` */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

/** `512 B`, `4.0 KiB`, `1.2 GiB` */
export function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(count, 1)) / 10), units.length - 1);
  const value = count / 1024 ** power;
  return `${power === 0 ? String(count) : value.toFixed(1)} ${units[power] ?? ''}`;
}

function alignColumn(header: string, cells: readonly string[]): string[] {
  const width = Math.max(...[header, ...cells].map(displayWidth));
  const numeric = cells.every((cell) => cell === '' || /^[-+]?[\d.]+(e[-+]?\d+)?$/.test(cell));
  return [header, ...cells].map((cell) => {
    const blanks = ' '.repeat(width - displayWidth(cell));
    return numeric ? blanks + cell : cell + blanks;
  });
}
