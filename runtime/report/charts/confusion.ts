import { shortenLabel } from './label.ts';
import { element, escape } from '../markup.ts';

const CELL = 46;

/**
 * Truth by row, answer by column, with the counts written in; a cell is darker the larger its share of the row.
 * @param counts `[truth][guess]`
 * @param labels as many as rows
 */
export function confusionChart(
  counts: readonly (readonly number[])[],
  labels: readonly string[],
): string {
  const names = labels.map((label) => shortenLabel(label, 14));
  const longest = Math.max(1, ...names.map(({ length }) => length));
  const left = 34 + longest * 7.5;
  const slanted = longest > 5;
  const top = slanted ? 30 + longest * 5.6 : 48;
  const size = counts.length * CELL;
  const [width, height] = [left + size + (slanted ? longest * 5 : 4), top + size + 4];
  const columns = names.map((name, column) => {
    const x = left + (column + 0.5) * CELL;
    const place = slanted
      ? `transform="translate(${x} ${top - 8}) rotate(-45)"`
      : `class="middle" x="${x}" y="${top - 12}"`;
    return `<text ${place}>${escape(name)}</text>`;
  });
  const rows = counts.map((row, truth) => {
    const y = top + truth * CELL;
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count, guess) =>
      cell(
        left + guess * CELL,
        y,
        count,
        total === 0 ? 0 : count / total,
        `${labels[truth] ?? truth} answered as ${labels[guess] ?? guess}: ${count} of ${total}`,
      ),
    );
    return `<text class="left" x="${left - 8}" y="${y + CELL / 2}">${escape(names[truth] ?? '')}</text>${cells.join('')}`;
  });
  const titles =
    `<text class="axis middle" x="${left + size / 2}" y="12">answer</text>` +
    `<text class="axis middle" transform="translate(12 ${top + size / 2}) rotate(-90)">truth</text>`;
  return element(
    'svg',
    {
      class: 'confusion',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': 'Confusion matrix: truth by row, answer by column',
    },
    titles,
    ...columns,
    ...rows,
  );
}

function cell(x: number, y: number, count: number, share: number, title: string): string {
  const box = `<rect class="cell" x="${x}" y="${y}" width="${CELL - 2}" height="${CELL - 2}" rx="3" style="--share:${share.toFixed(3)}"/>`;
  const tone = share > 0.5 ? 'middle on-dark' : count === 0 ? 'middle faint' : 'middle';
  return `<g><title>${escape(title)}</title>${box}<text class="${tone}" x="${x + CELL / 2 - 1}" y="${y + CELL / 2 - 1}">${count}</text></g>`;
}
