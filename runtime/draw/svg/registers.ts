import type { Box, RegisterPicture } from '../registers.ts';
import { CHARACTER, escape, label, stack, tag, type Figure } from './markup.ts';

const PITCH = 74;
const BOX = 58;
const GAP = 26;
const LINE = 16;

/** Registers as double lines, sentences as boxes on them. */
export function registersFigure(picture: RegisterPicture, width: number): Figure {
  const margin =
    Math.max(0, ...picture.registers.map((register) => register.label.length)) * CHARACTER + 10;
  const widths = Array.from({ length: picture.columns }, (_, column) => {
    const texts = picture.boxes.filter((box) => box.column === column).flatMap(({ text }) => text);
    return Math.max(...texts.map(({ length }) => length)) * CHARACTER + 22;
  });
  const strips: Figure[] = [];
  for (let start = 0; start < widths.length || start === 0;) {
    let end = start + 1;
    let used = margin + 2 * GAP + (widths[start] ?? 0);
    while (end < widths.length && used + GAP + widths[end]! <= width) used += GAP + widths[end++]!;
    strips.push(stripFigure(picture, widths.slice(start, end), start, margin, used));
    start = end;
  }
  return stack(strips, 14);
}

function stripFigure(
  picture: RegisterPicture,
  widths: readonly number[],
  start: number,
  margin: number,
  width: number,
): Figure {
  const lines = picture.registers.map((register, line) => {
    const y = middleOf(line);
    const double = tag('path', {
      class: 'wire',
      d: `M${margin - 4} ${y - 1.5}H${width}M${margin - 4} ${y + 1.5}H${width}`,
    });
    return label(0, y, register.label, { class: 'strong' }) + double;
  });
  let x = margin + GAP;
  const boxes = widths.map((each, i) => {
    const column = picture.boxes
      .filter((box) => box.column === start + i)
      .map((box) => boxMarkup(box, x, each));
    x += each + GAP;
    return column.join('');
  });
  return { body: lines.join('') + boxes.join(''), width, height: picture.registers.length * PITCH };
}

function boxMarkup(box: Box, x: number, width: number): string {
  const [first, last] = [box.lines[0]!, box.lines.at(-1)!];
  const y = middleOf(first) - BOX / 2;
  const height = middleOf(last) + BOX / 2 - y;
  const shape = { x, y, width, height, rx: 7 };
  const passing = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (line) => !box.lines.includes(line),
  );
  const through = passing.map((line) =>
    tag('path', {
      class: 'wire',
      'stroke-dasharray': '2 4',
      d: `M${x} ${middleOf(line)}h${width}`,
    }),
  );
  const top = y + height / 2 - ((box.text.length - 1) * LINE) / 2;
  const texts = box.text.map((text, i) =>
    label(x + width / 2, top + i * LINE, text, {
      class: i === 1 ? 'middle strong' : i === 0 ? 'middle' : 'middle quiet',
    }),
  );
  const rects =
    tag('rect', { class: 'sheet', ...shape }) +
    tag('rect', { class: `frame ${box.role}`, ...shape });
  return tag(
    'g',
    {},
    tag('title', {}, escape(box.text.join(', '))) + rects + through.join('') + texts.join(''),
  );
}

function middleOf(line: number): number {
  return line * PITCH + PITCH / 2;
}
