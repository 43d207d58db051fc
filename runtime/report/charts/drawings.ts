import { element, escape, numberText } from '../markup.ts';
import type { DrawingRow } from '../input.ts';

const PIXEL = 12;

/** For each thing that is given: pictures that are true of it, with their shares, and what the model drew. */
export function drawingsTable(rows: readonly DrawingRow[]): string {
  const header = ['given', 'true', 'drawn'].map((text) =>
    element('th', { scope: 'col' }, escape(text)),
  );
  const lines = rows.map(({ given, height, width, truths, drawn }) => {
    const shown = (bits: string, caption: string): string =>
      picture(bits, height, width, `${given === '' ? 'anything' : given}: ${caption}`);
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, escape(given === '' ? 'anything' : given)),
      element(
        'td',
        {},
        ...truths.map(({ bits, share }) =>
          shown(bits, `true in ${numberText(Math.round(share * 100))} %`),
        ),
      ),
      element(
        'td',
        {},
        ...drawn.map((bits) =>
          shown(bits, truths.some((one) => one.bits === bits) ? 'drawn, and true' : 'drawn'),
        ),
      ),
    );
  });
  const table = element(
    'table',
    { class: 'drawings' },
    element('thead', {}, element('tr', {}, ...header)),
    element('tbody', {}, ...lines),
  );
  return element('div', { class: 'scroll' }, table);
}

/** A pixel for each bit, row by row. */
function picture(bits: string, height: number, width: number, title: string): string {
  const pixels = Array.from(bits, (bit, index) => {
    const [x, y] = [(index % width) * PIXEL, Math.floor(index / width) * PIXEL];
    return `<rect class="${bit === '1' ? 'on' : 'off'}" x="${x}" y="${y}" width="${PIXEL - 1}" height="${PIXEL - 1}"/>`;
  });
  const [w, h] = [width * PIXEL - 1, height * PIXEL - 1];
  return element(
    'svg',
    { viewBox: `0 0 ${w} ${h}`, width: w, height: h, role: 'img', 'aria-label': title },
    element('title', {}, escape(title)),
    ...pixels,
  );
}
