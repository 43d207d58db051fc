import { canvas, centred, type Canvas } from './canvas.ts';
import { shorten } from './names.ts';
import type { Box, RegisterPicture } from './registers.ts';

/** Lines of a box, and so of a register: border, three lines of text, border. */
const PITCH = 5;
const MIDDLE = 2;
const GAP = 3;

/** Registers as double lines, sentences as boxes on them, wrapped at `width` characters. */
export function registersText(picture: RegisterPicture, width: number): string {
  const margin = Math.max(...picture.registers.map(({ label }) => label.length), 0) + 1;
  const widths = Array.from({ length: picture.columns }, (_, column) => {
    const longest = picture.boxes
      .filter((box) => box.column === column)
      .flatMap(({ text }) => text.map(({ length }) => length));
    return Math.min(Math.max(...longest) + 4, width - margin - 2 * GAP);
  });
  const strips: string[] = [];
  for (let start = 0; start < widths.length || start === 0;) {
    let end = start + 1;
    let used = GAP + (widths[start] ?? 0);
    while (end < widths.length && margin + used + 2 * GAP + widths[end]! <= width)
      used += GAP + widths[end++]!;
    strips.push(strip(picture, widths.slice(start, end), start, margin));
    start = end;
  }
  return strips.join('\n\n');
}

function strip(
  picture: RegisterPicture,
  widths: readonly number[],
  start: number,
  margin: number,
): string {
  const sheet = canvas();
  const total = widths.reduce((sum, width) => sum + GAP + width, 0) + GAP;
  picture.registers.forEach(({ label }, line) => {
    sheet.put(0, line * PITCH + MIDDLE, label);
    sheet.put(margin, line * PITCH + MIDDLE, '═'.repeat(total));
  });
  let x = margin + GAP;
  widths.forEach((width, i) => {
    picture.boxes
      .filter(({ column }) => column === start + i)
      .forEach((box) => drawBox(sheet, box, x, width));
    x += GAP + width;
  });
  return sheet.lines().join('\n').trimEnd();
}

function drawBox(sheet: Canvas, box: Box, x: number, width: number): void {
  const [first, last] = [box.lines[0]!, box.lines.at(-1)!];
  const [top, bottom] = [first * PITCH, last * PITCH + PITCH - 1];
  const inner = width - 2;
  sheet.put(x, top, `╭${'─'.repeat(inner)}╮`);
  sheet.put(x, bottom, `╰${'─'.repeat(inner)}╯`);
  const textTop = Math.floor((top + bottom - box.text.length + 1) / 2);
  for (let y = top + 1; y < bottom; y++) {
    const text = shorten(box.text[y - textTop] ?? '', inner - 2);
    const line = Math.floor(y / PITCH);
    const isWire = y % PITCH === MIDDLE;
    const joined = isWire && box.lines.includes(line);
    // A register that the sentence does not touch passes behind the box.
    const [left, right] = joined ? ['╡', '╞'] : isWire ? ['╪', '╪'] : ['│', '│'];
    sheet.put(x, y, left + centred(text, inner) + right);
  }
}
