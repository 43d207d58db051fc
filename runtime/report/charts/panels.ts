import type { Panels, PlotSeries } from '../../analyse/figure.ts';
import { element, escape, numberText } from '../markup.ts';
import { pixel, text, tickText } from './frame.ts';
import { linearScale, logScale, type Scale } from './scale.ts';

const WIDTH = 800;
const HEIGHT = 280;
const TOP = 40;
const BOTTOM = HEIGHT - 44;
const LEFT = 60;
const GAP = 44;

/** Panels side by side as SVG, with one axis upwards for all, so that what harms most is seen at once. */
export function panelsChart({ title, y: upwards, level, panels }: Panels): string {
  const heights = panels.flatMap(({ series }) =>
    series.flatMap(({ points }) => points.map(([, value]) => value)),
  );
  if (heights.length === 0) return '';
  const y = linearScale([...heights, level.value], BOTTOM, TOP, 5);
  const width = (WIDTH - LEFT - GAP * panels.length) / panels.length;
  const drawn = panels.map(({ x: along, series }, k) => {
    const [from, to] = [LEFT + k * (width + GAP), LEFT + k * (width + GAP) + width];
    const ats = series.flatMap(({ points }) => points.map(([at]) => at));
    const x = along.scale === 'log' ? logScale(ats, from, to, 5) : linearScale(ats, from, to, 5);
    return (
      grid(x, y, [from, to], k === 0) +
      text((from + to) / 2, HEIGHT - 10, along.name, 'axis middle') +
      `<path class="grid level" d="M${pixel(from)} ${pixel(y.at(level.value))}H${pixel(to)}"/>` +
      series.map((line, place) => drawLine(line, place, x, y)).join('')
    );
  });
  const names = [...new Set(panels.flatMap(({ series }) => series.map(({ name }) => name)))];
  const summary = panels
    .flatMap(({ x, series }) => series.map((line) => `${x.name}, ${summaryOf(line)}`))
    .join('; ');
  const svg = element(
    'svg',
    {
      class: 'chart panels',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': `${title}: ${level.name} ${numberText(level.value)}; ${summary}.`,
    },
    legend([...names, level.name], names.length),
    `<text class="axis middle" transform="translate(12 ${(TOP + BOTTOM) / 2}) rotate(-90)">${escape(upwards.name)}</text>`,
    ...drawn,
  );
  const caption = element('figcaption', {}, escape(title));
  return element('figure', { class: 'wide' }, caption, element('div', { class: 'scroll' }, svg));
}

function grid(x: Scale, y: Scale, [from, to]: [number, number], isFirst: boolean): string {
  const rows = y.ticks.map(
    (tick) =>
      `<path class="grid" d="M${pixel(from)} ${pixel(y.at(tick))}H${pixel(to)}"/>` +
      (isFirst ? text(from - 8, y.at(tick), tickText(tick), 'tick left') : ''),
  );
  const columns = x.ticks.map((tick) =>
    text(x.at(tick), BOTTOM + 14, tickText(tick), 'tick middle'),
  );
  return [...rows, ...columns].join('');
}

function drawLine({ name, points }: PlotSeries, k: number, x: Scale, y: Scale): string {
  const places = points.map(([at, value]) => `${pixel(x.at(at))} ${pixel(y.at(value))}`);
  const dots = points.map(
    ([at, value]) =>
      `<circle class="dot series${k}" cx="${pixel(x.at(at))}" cy="${pixel(y.at(value))}" r="3">` +
      `<title>${escape(`${name}: ${numberText(value)} at ${numberText(at)}`)}</title></circle>`,
  );
  return `<path class="line series${k}" d="M${places.join('L')}"/>${dots.join('')}`;
}

/** What each way of drawing a line means; the level is the last of them. */
function legend(names: readonly string[], level: number): string {
  return names
    .map((name, k) => {
      const left = LEFT + k * 150;
      const line = k === level ? 'grid level' : `line series${k}`;
      return `<path class="${line}" d="M${left} 14h28"/>${text(left + 36, 14, name, 'tick')}`;
    })
    .join('');
}

function summaryOf({ name, points }: PlotSeries): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${name} has no values`;
  return `${name} from ${numberText(first[1])} at ${numberText(first[0])} to ${numberText(last[1])} at ${numberText(last[0])}`;
}
