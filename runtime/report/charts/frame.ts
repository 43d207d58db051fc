import { escape, numberText } from '../markup.ts';
import type { Scale } from './scale.ts';

export const WIDTH = 460;
export const HEIGHT = 260;
export const AREA = { left: 52, right: WIDTH - 74, top: 14, bottom: HEIGHT - 40 };

/** Grid, ticks and the names of both axes. */
export function axes(across: string, upwards: string, x: Scale, y: Scale): string {
  const rows = y.ticks.map(
    (tick) =>
      `<path class="grid" d="M${AREA.left} ${pixel(y.at(tick))}H${AREA.right}"/>` +
      text(AREA.left - 8, y.at(tick), tickText(tick), 'tick left'),
  );
  const columns = x.ticks.map((tick) =>
    text(x.at(tick), AREA.bottom + 16, tickText(tick), 'tick middle'),
  );
  const names =
    text((AREA.left + AREA.right) / 2, HEIGHT - 8, across, 'axis middle') +
    `<text class="axis middle" transform="translate(12 ${(AREA.top + AREA.bottom) / 2}) rotate(-90)">${escape(upwards)}</text>`;
  return [...rows, ...columns, names].join('');
}

/** What stands at the end of a line. */
export interface EndLabel<Kind extends string> {
  readonly text: string;
  readonly y: number;
  readonly kind: Kind;
}

/** Moves labels at the ends of lines apart so that none covers another. */
export function spreadLabels<Kind extends string>(
  labels: readonly EndLabel<Kind>[],
): EndLabel<Kind>[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  let free = -Infinity;
  const placed = sorted.map((each) => {
    const y = Math.max(each.y, free);
    free = y + 15;
    return { ...each, y };
  });
  const over = Math.max(0, (placed.at(-1)?.y ?? 0) - AREA.bottom);
  return placed.map((each) => ({ ...each, y: each.y - over }));
}

export function text(x: number, y: number, content: string, className: string): string {
  return `<text class="${className}" x="${pixel(x)}" y="${pixel(y)}">${escape(content)}</text>`;
}

export function pixel(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function tickText(tick: number): string {
  if (tick !== 0 && Math.abs(tick) < 1e-3) return tick.toExponential();
  return numberText(tick)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
