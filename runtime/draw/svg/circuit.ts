import type { Mark, Wire } from '../marks.ts';
import type { Frame, Item, Picture } from '../picture.ts';
import { cut, type Strip } from '../strips.ts';
import { CHARACTER, escape, label, stack, tag, type Figure } from './markup.ts';

const PITCH = 32;
/** Above a wire whose register has frames starting there. */
const HEADER = 20;
const HALF_BOX = 11;
/** From the middle of a sign to its index. */
const SIGN = 7;

/** Names the element of an item, so that a page can find it. */
export type PartName = (item: Item) => string | undefined;

/** A circuit with its sentences in frames, cut into strips of `width` pixels. */
export function circuitFigure(
  picture: Picture,
  width: number,
  nameOf: PartName = () => undefined,
): Figure {
  const margin = textWidth(picture.wires.map((wire) => wire.label)) + 10;
  const tail = textWidth(picture.wires.map((wire) => wire.reading)) + 14;
  const widths = columnWidths(picture);
  const strips = cut(widths, width - margin - tail, picture.frames);
  const figures = strips.map((strip, i) =>
    stripFigure(picture, widths, strip, margin, i === strips.length - 1 ? tail : 0, nameOf),
  );
  return stack(figures, 18);
}

function columnWidths(picture: Picture): number[] {
  const widths = new Array<number>(picture.columns).fill(26);
  for (const { column, marks } of picture.items) {
    const boxes = marks.filter(isBox).map(({ text }) => text);
    const signs = marks.filter(isSign).map(indexOf);
    widths[column] = Math.max(
      widths[column]!,
      textWidth(boxes) + 18,
      2 * (textWidth(signs) + SIGN) + 4,
    );
  }
  for (const { title, start, end } of picture.frames) {
    const missing = textWidth([title]) + 14 - sum(widths.slice(start, end));
    if (missing > 0) widths[end - 1]! += missing;
  }
  return widths;
}

function stripFigure(
  picture: Picture,
  widths: readonly number[],
  strip: Strip,
  margin: number,
  tail: number,
  nameOf: PartName,
): Figure {
  const frames = picture.frames.filter(({ start, end }) => start < strip.end && end > strip.start);
  const rows = wireHeights(picture, frames);
  const edge = (column: number): number => {
    const inside = Math.min(Math.max(column, strip.start), strip.end);
    return margin + sum(widths.slice(strip.start, inside));
  };
  const right = edge(strip.end);
  const wires = picture.wires.map(({ label: name, reading, kind }, wire) => {
    const y = rows[wire]!;
    const end = right + (tail > 0 ? 6 : 0);
    const heights = kind === 'classical' ? [y - 1.5, y + 1.5] : [y];
    const line = tag('path', {
      class: 'wire',
      d: heights.map((height) => `M${margin - 4} ${height}H${end}`).join(''),
    });
    const read = tail > 0 && reading !== '' ? label(right + 12, y, reading) : '';
    return label(0, y, name, { class: 'strong' }) + line + read;
  });
  const items = picture.items
    .filter(({ column }) => column >= strip.start && column < strip.end)
    .map((item) => {
      const middle = (edge(item.column) + edge(item.column + 1)) / 2;
      return itemMarkup(picture, item, middle, rows, nameOf(item));
    });
  const body = [
    ...frames.map((frame) => frameMarkup(frame, edge(frame.start), edge(frame.end), rows)),
    ...wires,
    ...items,
  ];
  return { body: body.join(''), width: right + tail, height: (rows.at(-1) ?? 0) + PITCH / 2 + 4 };
}

function wireHeights(picture: Picture, frames: readonly Frame[]): number[] {
  let y = -PITCH / 2;
  return picture.wires.map(
    (_, wire) => (y += PITCH + (frames.some(({ top }) => top === wire) ? HEADER : 0)),
  );
}

function frameMarkup(
  { title, role, top, bottom }: Frame,
  left: number,
  right: number,
  rows: readonly number[],
): string {
  const [y, end] = [rows[top]! - PITCH / 2 - HEADER + 3, rows[bottom]! + PITCH / 2 + 1];
  const shape = { x: left + 2, y, width: right - left - 4, height: end - y, rx: 6 };
  const name =
    right - left > title.length * CHARACTER
      ? label((left + right) / 2, y + 11, title, { class: 'middle quiet' })
      : '';
  return tag(
    'g',
    {},
    tag('title', {}, escape(title)) + tag('rect', { class: `frame ${role}`, ...shape }) + name,
  );
}

function itemMarkup(
  { wires }: Picture,
  item: Item,
  x: number,
  rows: readonly number[],
  part: string | undefined,
): string {
  const heights = (kind: Wire['kind']): number[] =>
    item.marks.filter(({ wire }) => wires[wire]!.kind === kind).map(({ wire }) => rows[wire]!);
  const quantum = heights('quantum');
  const [top, bottom] = [Math.min(...quantum), Math.max(...quantum)];
  const end = Math.max(bottom, ...heights('classical'));
  const isBarrier = item.marks.every(({ kind }) => kind === 'barrier');
  const join =
    bottom > top && !isBarrier ? tag('path', { class: 'join', d: `M${x} ${top}V${bottom}` }) : '';
  const double =
    end > bottom
      ? tag('path', { class: 'bit', d: `M${x - 1.5} ${bottom}V${end}M${x + 1.5} ${bottom}V${end}` })
      : '';
  const title = tag('title', {}, escape(item.description));
  return tag(
    'g',
    part === undefined ? {} : { 'data-part': part },
    title +
      double +
      join +
      item.marks.map((mark) => markMarkup(mark, x, rows[mark.wire]!)).join(''),
  );
}

function isBox({ kind }: Mark): boolean {
  return kind === 'box' || kind === 'condition';
}

/** What stands on a classical wire with the bit's index to the right of it. */
function isSign({ kind }: Mark): boolean {
  return kind === 'outcome' || kind === 'one' || kind === 'zero';
}

/** Without the sign of the text drawing. */
function indexOf({ text }: Mark): string {
  return text.slice(1);
}

function markMarkup(mark: Mark, x: number, y: number): string {
  const { kind, text } = mark;
  const index = (): string => label(x + SIGN, y + 10, indexOf(mark), { class: 'quiet' });
  switch (kind) {
    case 'meter': {
      const box = { x: x - 13, y: y - HALF_BOX, width: 26, height: 2 * HALF_BOX, rx: 3 };
      const dial = `M${x - 8} ${y + 5}a8 8 0 0 1 16 0M${x} ${y + 5}l6 -10`;
      return tag('rect', { class: 'box', ...box }) + tag('path', { class: 'join', d: dial });
    }
    case 'outcome':
      return tag('path', { class: 'dot', d: `M${x} ${y - 1}l-5 -8h10z` }) + index();
    case 'one':
      return tag('circle', { class: 'dot', cx: x, cy: y, r: 4 }) + index();
    case 'zero':
      return tag('circle', { class: 'ring', cx: x, cy: y, r: 4 }) + index();
    case 'port':
      return tag('rect', { class: 'dot', x: x - 4, y: y - 4, width: 8, height: 8 });
    case 'control':
      return tag('circle', { class: 'dot', cx: x, cy: y, r: 4 });
    case 'not':
      return (
        tag('circle', { class: 'ring', cx: x, cy: y, r: 9 }) +
        tag('path', { class: 'join', d: `M${x - 9} ${y}h18M${x} ${y - 9}v18` })
      );
    case 'cross':
      return tag('path', { class: 'join', d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` });
    case 'barrier':
      return tag('path', {
        class: 'join',
        'stroke-dasharray': '3 3',
        d: `M${x} ${y - PITCH / 2}v${PITCH}`,
      });
    case 'cut':
      return tag('path', { class: 'join', d: `M${x - 6} ${y + 7}l6 -14m1 14l6 -14` });
    case 'condition':
    case 'box': {
      const width = Math.max(22, text.length * CHARACTER + 8);
      const box = { x: x - width / 2, y: y - HALF_BOX, width, height: 2 * HALF_BOX, rx: 3 };
      return tag('rect', { class: 'box', ...box }) + label(x, y, text, { class: 'middle' });
    }
  }
}

function textWidth(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length)) * CHARACTER;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
