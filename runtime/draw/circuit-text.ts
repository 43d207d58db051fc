import { canvas, centred, type Canvas } from './canvas.ts';
import { shorten } from './names.ts';
import type { Mark } from './marks.ts';
import type { Frame, Item, Picture } from './picture.ts';
import { cut, type Strip } from './strips.ts';

/**
 * A circuit as text: one line a wire, `●` controls, `⊕` controlled nots, and above each register the sentences that
 * act on it. `M` measures into the double line below, where `●` asks for a 1 and `○` for a 0. Circuits wider than `width` characters go on below.
 */
export function circuitText(picture: Picture, width: number): string {
  const margin = Math.max(...picture.wires.map(({ label }) => label.length), 0) + 1;
  const tail = Math.max(...picture.wires.map(({ reading }) => reading.length), 0) + 2;
  const widths = columnWidths(picture, Math.max(8, width - margin - tail));
  const strips = cut(widths, width - margin - tail, picture.frames);
  return strips
    .map((strip, i) => stripText(picture, widths, strip, margin, i === strips.length - 1))
    .join('\n\n');
}

function columnWidths(picture: Picture, longest: number): number[] {
  const widths = new Array<number>(picture.columns).fill(3);
  for (const { column, marks } of picture.items) {
    const needed = Math.max(...marks.map(roomOf)) + 2;
    widths[column] = Math.min(longest, Math.max(widths[column]!, needed));
  }
  for (const { title, start, end } of picture.frames) {
    const used = widths.slice(start, end).reduce((sum, width) => sum + width, 0);
    const missing = Math.min(title.length + 4, longest) - used;
    if (missing > 0) widths[end - 1]! += missing;
  }
  return widths;
}

/** A sign on a classical wire stands in the middle, its index to the right of it. */
function roomOf({ kind, text }: Mark): number {
  return isSign(kind) ? 2 * text.length - 1 : text.length;
}

function isSign(kind: Mark['kind']): boolean {
  return kind === 'outcome' || kind === 'one' || kind === 'zero';
}

function stripText(
  picture: Picture,
  widths: readonly number[],
  strip: Strip,
  margin: number,
  isLast: boolean,
): string {
  const sheet = canvas();
  const frames = picture.frames.filter(({ start, end }) => start < strip.end && end > strip.start);
  const rows = wireRows(picture, frames);
  const edges = columnEdges(widths, strip, margin);
  const right = edges.at(-1) ?? margin;
  picture.wires.forEach(({ label, reading, kind }, wire) => {
    sheet.put(0, rows[wire]!, label);
    const line = kind === 'classical' ? '═' : '─';
    sheet.put(margin, rows[wire]!, line.repeat(right - margin + 1));
    if (isLast && reading !== '') sheet.put(right + 1, rows[wire]!, ` ${reading}`);
  });
  for (const item of picture.items) {
    if (item.column < strip.start || item.column >= strip.end) continue;
    const x = edges[item.column - strip.start]!;
    drawItem(sheet, picture, item, x, widths[item.column]!, rows);
  }
  drawFrames(sheet, frames, strip, edges, rows);
  return sheet.lines().join('\n').trimEnd();
}

function columnEdges(widths: readonly number[], strip: Strip, margin: number): number[] {
  const edges = [margin];
  for (let column = strip.start; column < strip.end; column++)
    edges.push(edges.at(-1)! + widths[column]!);
  return edges;
}

/** The line of each wire: a line between two for what joins them, and one for each layer of titles above a wire. */
function wireRows(picture: Picture, frames: readonly Frame[]): number[] {
  let row = -2;
  return picture.wires.map((_, wire) => {
    row += frames.some(({ top }) => top === wire) ? 3 : 2;
    return row;
  });
}

function drawFrames(
  sheet: Canvas,
  frames: readonly Frame[],
  strip: Strip,
  edges: readonly number[],
  rows: readonly number[],
): void {
  for (const { title, start, end, top } of frames) {
    const left = edges[Math.max(start, strip.start) - strip.start]!;
    const right = edges[Math.min(end, strip.end) - strip.start]!;
    const opens = start >= strip.start ? '╭' : '─';
    const closes = end <= strip.end ? '╮' : '─';
    const room = right - left - 2;
    const text = room > 3 ? ` ${shorten(title, room - 2)} ` : '';
    sheet.put(left, rows[top]! - 1, opens + centred(text, room, '─') + closes);
  }
}

function drawItem(
  sheet: Canvas,
  { wires }: Picture,
  item: Item,
  x: number,
  width: number,
  rows: readonly number[],
): void {
  const on = item.marks.map(({ wire }) => wire);
  const [first, last] = [Math.min(...on), Math.max(...on)];
  const lowest = Math.max(first, ...on.filter((wire) => wires[wire]!.kind === 'quantum'));
  const middle = x + Math.floor((width - 1) / 2);
  for (let row = rows[first]! + 1; row < rows[last]!; row++) {
    const [plain, crossing] = row > rows[lowest]! ? ['║', '╫'] : ['│', '┼'];
    const behind = sheet.at(middle, row);
    sheet.put(middle, row, behind === '═' ? '╬' : behind === '─' ? crossing : plain);
  }
  for (const { wire, kind, text } of item.marks) {
    const label = shorten(text, width - 2);
    const left = isSign(kind) ? middle : x + Math.floor((width - label.length) / 2);
    sheet.put(left, rows[wire]!, label);
  }
}
