import { element, escape, numberText } from '../markup.ts';
import { pixel } from './frame.ts';
import { shortenLabel } from './label.ts';
import { linearScale, type Scale } from './scale.ts';

/** One row of the picture: a mean, between which values it lies, and what it is the mean of. */
export interface IntervalRow {
  readonly name: string;
  /** Told by shape and by colour. */
  readonly kind: 'model' | 'classical' | 'twin' | 'ablation' | 'rival';
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly scores: readonly number[];
}

const WIDTH = 640;
const ROW = 26;
const TOP = 8;
const BOTTOM = 44;
/** Of a mark, from its middle. */
const REACH = 5.5;

/**
 * A row a mean with its interval, the single scores as faint strokes; a dashed line stands at the first mean, that
 * all others are held against.
 * @param metric names the axis
 * @param rows at least one, with scores
 */
export function intervalChart(metric: string, rows: readonly IntervalRow[]): string {
  const labels = rows.map(({ name }) => shortenLabel(name, 34));
  const left = 20 + 7 * Math.max(...labels.map(({ length }) => length));
  const bottom = TOP + rows.length * ROW;
  const values = rows.flatMap(({ low, high, scores }) => [low, high, ...scores]);
  const x = linearScale(values, left, WIDTH - 24, 6);
  const summary = `${metric}: ${rows.map(({ name, mean, low, high }) => `${name} ${numberText(mean)} (${numberText(low)} to ${numberText(high)})`).join(', ')}.`;
  const first = rows[0]!;
  return element(
    'svg',
    {
      class: 'chart intervals',
      viewBox: `0 0 ${WIDTH} ${bottom + BOTTOM}`,
      role: 'img',
      'aria-label': summary,
    },
    ...x.ticks.map(
      (tick) =>
        `<path class="grid" d="M${pixel(x.at(tick))} ${TOP}V${bottom}"/>` +
        `<text class="tick middle" x="${pixel(x.at(tick))}" y="${bottom + 14}">${escape(String(tick))}</text>`,
    ),
    `<text class="axis middle" x="${(left + WIDTH - 24) / 2}" y="${bottom + 34}">${escape(metric)}</text>`,
    rows.length > 1
      ? `<path class="cursor" d="M${pixel(x.at(first.mean))} ${TOP}V${bottom}"/>`
      : '',
    ...rows.map((row, index) => rowOf(row, labels[index]!, left, TOP + (index + 0.5) * ROW, x)),
  );
}

function rowOf(row: IntervalRow, label: string, left: number, y: number, x: Scale): string {
  const { kind, mean, low, high, scores, name } = row;
  const title = `${name}: ${numberText(mean)}, ${numberText(low)} to ${numberText(high)}`;
  const strokes = scores
    .map((score) => `M${pixel(x.at(score))} ${y - REACH}v${2 * REACH}`)
    .join('');
  return element(
    'g',
    { class: kind },
    element('title', {}, escape(title)),
    `<text class="left" x="${left - 10}" y="${y}">${escape(label)}</text>`,
    `<path class="score" d="${strokes}"/>`,
    `<path class="whisker" d="M${pixel(x.at(low))} ${y}H${pixel(x.at(high))}"/>`,
    `<path class="dot" d="${shapeOf(kind, x.at(mean), y)}"/>`,
  );
}

/** A diamond, a square, a circle, a triangle or one that stands on its point. */
function shapeOf(kind: IntervalRow['kind'], x: number, y: number): string {
  const r = REACH;
  switch (kind) {
    case 'model':
      return `M${pixel(x)} ${y - r - 1}l${r + 1} ${r + 1}l${-r - 1} ${r + 1}l${-r - 1} ${-r - 1}z`;
    case 'classical':
      return `M${pixel(x - r + 1)} ${y - r + 1}h${2 * r - 2}v${2 * r - 2}h${2 - 2 * r}z`;
    case 'twin':
      return `M${pixel(x - r)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 'ablation':
      return `M${pixel(x)} ${y - r}l${r} ${2 * r - 1}h${-2 * r}z`;
    case 'rival':
      return `M${pixel(x)} ${y + r}l${r} ${1 - 2 * r}h${-2 * r}z`;
  }
}
