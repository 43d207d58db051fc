import type { Axis, Plot, PlotSeries } from '../../analyse/figure.ts';
import { element, escape, numberText } from '../markup.ts';
import { AREA, axes, HEIGHT, pixel, spreadLabels, text, WIDTH } from './frame.ts';
import { linearScale, logScale, type Scale } from './scale.ts';

/** Lines are told apart by dashes and words too; there are styles for so many. */
const STYLES = 4;

/** Lines or bars over numbers as SVG; empty where there is nothing to show. */
export function plotChart({ title, x: along, y: upwards, series }: Plot): string {
  const points = series.flatMap((line) => [...line.points]);
  if (points.length === 0) return '';
  const hasBars = series.some(({ bars }) => bars);
  const x = scaleOf(
    along,
    points.map(([at]) => at),
    AREA.left,
    AREA.right,
  );
  const ys = points.map(([, value]) => value);
  const y = scaleOf(upwards, hasBars ? [0, ...ys] : ys, AREA.bottom, AREA.top);
  const ends = spreadLabels(
    series.flatMap((line, k) => {
      const last = line.points.at(-1);
      return last ? [{ text: shorten(line.name), y: y.at(last[1]), kind: styleOf(k) }] : [];
    }),
  );
  const summary = `${title}: ${series.map(summaryOf).join('; ')}.`;
  const svg = element(
    'svg',
    { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': summary },
    axes(along.name, upwards.name, x, y),
    ...series.map((line, k) =>
      line.bars ? bars(line, k, series.length, x, y) : polyline(line, k, x, y),
    ),
    ...ends.map((end) => text(AREA.right + 12, end.y, end.text, `end ${end.kind}`)),
  );
  return element('figure', {}, element('figcaption', {}, escape(title)), svg);
}

function scaleOf({ scale }: Axis, values: readonly number[], from: number, to: number): Scale {
  return scale === 'log' ? logScale(values, from, to, 5) : linearScale(values, from, to, 5);
}

function polyline({ points, name }: PlotSeries, k: number, x: Scale, y: Scale): string {
  const places = points.map(([at, value]) => `${pixel(x.at(at))} ${pixel(y.at(value))}`);
  const line = `<path class="line ${styleOf(k)}" d="M${places.join('L')}"/>`;
  if (points.length > 20) return line;
  const dots = points.map(
    ([at, value]) =>
      `<circle class="dot ${styleOf(k)}" cx="${pixel(x.at(at))}" cy="${pixel(y.at(value))}" r="3">` +
      `<title>${escape(`${name}: ${numberText(value)} at ${numberText(at)}`)}</title></circle>`,
  );
  return line + dots.join('');
}

/** Bars of several series stand beside one another. */
function bars({ points }: PlotSeries, k: number, count: number, x: Scale, y: Scale): string {
  const width = 6;
  return points
    .map(([at, value]) => {
      const left = x.at(at) + (k - count / 2) * width;
      return `<path class="bar ${styleOf(k)}" d="M${pixel(left)} ${AREA.bottom}V${pixel(y.at(value))}h${width - 1}V${AREA.bottom}z"/>`;
    })
    .join('');
}

function styleOf(series: number): string {
  return `series${series % STYLES}`;
}

function summaryOf({ name, points }: PlotSeries): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${name} has no values`;
  return `${name} from ${numberText(first[1])} at ${numberText(first[0])} to ${numberText(last[1])} at ${numberText(last[0])}`;
}

function shorten(name: string): string {
  return name.length > 9 ? `${name.slice(0, 8)}…` : name;
}
