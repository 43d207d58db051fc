import { element, escape, numberText } from '../markup.ts';
import { AREA, axes, HEIGHT, pixel, spreadLabels, text, WIDTH } from './frame.ts';
import { countScale, linearScale, type Scale } from './scale.ts';

/** One line of a chart: a value an epoch, from epoch 1 on. */
export interface Series {
  readonly name: string;
  readonly kind: 'train' | 'validate';
  /** Mean over the folds. */
  readonly mean: readonly number[];
  /** Over the folds; equal to `mean` for one. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface Curve {
  readonly title: string;
  readonly series: readonly Series[];
  /** The value after training on samples never seen. */
  readonly test: number | null;
}

/** A metric by epoch as SVG; its values also lie in `data-values` for the page's script. */
export function curveChart({ title, series, test }: Curve): string {
  const epochs = Math.max(...series.map(({ mean }) => mean.length));
  const values = series
    .flatMap(({ low, high }) => [...low, ...high])
    .concat(test ?? [])
    .filter(Number.isFinite);
  const x = countScale(epochs, AREA.left, AREA.right, 6);
  const y = linearScale(values.length > 0 ? values : [0], AREA.bottom, AREA.top, 5);
  const ends = spreadLabels([
    ...series.map((line) => ({
      text: line.name,
      y: y.at(line.mean.at(-1) ?? 0),
      kind: line.kind,
    })),
    ...(test === null ? [] : [{ text: 'test', y: y.at(test), kind: 'test' as const }]),
  ]);
  const summary = `${title} by epoch: ${series.map(({ name, mean }) => `${name} from ${numberText(mean[0] ?? NaN)} to ${numberText(mean.at(-1) ?? NaN)}`).join(', ')}${test === null ? '' : `, test ${numberText(test)}`}.`;
  const svg = element(
    'svg',
    { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': summary },
    axes('epoch', title, x, y),
    ...series.map((line) => band(line, x, y)),
    ...series.map((line) => path(line, x, y)),
    test === null
      ? ''
      : `<path class="mark" d="M${x.at(epochs)} ${pixel(y.at(test) - 6)}l6 6l-6 6l-6 -6z"/>`,
    ...ends.map((end) => text(AREA.right + 12, end.y, end.text, `end ${end.kind}`)),
    `<path class="cursor" d="M0 ${AREA.top}V${AREA.bottom}" hidden=""/>`,
  );
  const data = JSON.stringify(
    series.map(({ name, mean }) => ({
      name,
      values: mean.map((value) => Number(value.toPrecision(6))),
    })),
  );
  const caption = element('figcaption', {}, escape(title), ' ', element('output', {}));
  const frame = JSON.stringify({ left: x.at(1), right: x.at(epochs), epochs, width: WIDTH });
  return element(
    'figure',
    { class: 'curve', 'data-values': data, 'data-frame': frame },
    caption,
    svg,
  );
}

function band({ kind, low, high }: Series, x: Scale, y: Scale): string {
  if (low.every((value, i) => value === high[i])) return '';
  const there = high.map((value, i) => `${pixel(x.at(i + 1))} ${pixel(y.at(value))}`);
  const back = low.map((value, i) => `${pixel(x.at(i + 1))} ${pixel(y.at(value))}`).reverse();
  return `<path class="band ${kind}" d="M${[...there, ...back].join('L')}z"/>`;
}

function path({ kind, mean }: Series, x: Scale, y: Scale): string {
  const points = mean.flatMap((value, i) =>
    Number.isFinite(value) ? [`${pixel(x.at(i + 1))} ${pixel(y.at(value))}`] : [],
  );
  if (points.length === 1) return `<path class="line ${kind}" d="M${points[0]!}h.1"/>`;
  return `<path class="line ${kind}" d="M${points.join('L')}"/>`;
}
