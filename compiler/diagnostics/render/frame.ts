import type { Location } from '../diagnostic.ts';
import { cellsUnder, displayWidth, expandTabs } from './columns.ts';
import type { Paint } from './paint.ts';
import { lineText, positionAt } from './position.ts';

/** Words that belong under a place in the source. */
export interface Label {
  readonly at: Location;
  readonly text: string;
  readonly primary: boolean;
}

interface FrameOptions {
  readonly width: number;
  readonly paint: Paint;
}

/** One row under a source line: what to underline, in UTF-16 units of that line, and the words beside it. */
interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly primary: boolean;
}

/**
 * The source lines of the labels, file by file in the order of first mention, each line with its marks below.
 *
 * @param tone paints the primary marks
 */
export function frameLabels(
  labels: readonly Label[],
  sources: ReadonlyMap<string, string>,
  options: FrameOptions,
  tone: (text: string) => string,
): string[] {
  const files = [...new Set(labels.map((label) => label.at.file))];
  const marks = new Map(files.map((file) => [file, marksOf(labels, file, sources.get(file))]));
  const last = Math.max(1, ...[...marks.values()].flat().map((mark) => mark.line));
  const gutter = String(last).length;
  return files.flatMap((file) => {
    const label = labels.find((one) => one.at.file === file)!;
    const text = sources.get(file);
    const place = text === undefined ? file : `${file}:${placeText(text, label.at.start)}`;
    const head = `${' '.repeat(gutter)} ${options.paint.frame('┌─')} ${place}`;
    return text === undefined
      ? [head]
      : [head, ...drawLines(text, marks.get(file) ?? [], gutter, options, tone)];
  });
}

function placeText(text: string, offset: number): string {
  const { line, column } = positionAt(text, offset);
  return `${line}:${column}`;
}

function drawLines(
  text: string,
  marks: readonly Mark[],
  gutter: number,
  options: FrameOptions,
  tone: (text: string) => string,
): string[] {
  const { paint } = options;
  const blank = ' '.repeat(gutter);
  const rows = [`${blank} ${paint.frame('│')}`];
  let previous: number | undefined;
  for (const line of [...new Set(marks.map((mark) => mark.line))].sort((a, b) => a - b)) {
    if (previous !== undefined && line > previous + 1) rows.push(`${blank} ${paint.frame('·')}`);
    const here = marks.filter((mark) => mark.line === line);
    const window = windowOf(lineText(text, line), here, options.width - gutter - 3);
    rows.push(`${paint.frame(`${String(line).padStart(gutter)} │`)} ${window.text}`.trimEnd());
    for (const mark of here) {
      const under = underline(mark, window, mark.primary ? tone : paint.frame);
      rows.push(`${blank} ${paint.frame('│')} ${under}`);
    }
    previous = line;
  }
  return rows;
}

/** Marks of one file, the primary first on its line. A span over several lines is marked where it starts and ends. */
function marksOf(labels: readonly Label[], file: string, text: string | undefined): Mark[] {
  if (text === undefined) return [];
  const marks = labels
    .filter((label) => label.at.file === file)
    .flatMap((label) => marksOfLabel(label, text));
  return marks.sort(
    (a, b) => a.line - b.line || Number(b.primary) - Number(a.primary) || a.start - b.start,
  );
}

function marksOfLabel({ at, text: words, primary }: Label, text: string): Mark[] {
  const first = positionAt(text, at.start);
  const last = positionAt(text, trimmedEnd(text, at));
  const start = first.column - 1;
  if (last.line === first.line) {
    return [{ line: first.line, start, end: last.column - 1, text: words, primary }];
  }
  const opening = lineText(text, first.line);
  const closing = lineText(text, last.line);
  const indent = closing.length - closing.trimStart().length;
  return [
    { line: first.line, start, end: opening.length, text: '', primary },
    {
      line: last.line,
      start: Math.min(indent, last.column - 1),
      end: last.column - 1,
      text: words,
      primary,
    },
  ];
}

/** A span that ends with line breaks is drawn without them. */
function trimmedEnd(text: string, at: Location): number {
  let end = Math.min(at.end, text.length);
  while (end > at.start && /\s/.test(text[end - 1]!)) end--;
  return end;
}

/** The part of a long line that shows the first mark, with what was cut off in cells. */
interface Window {
  readonly text: string;
  readonly raw: string;
  readonly skipped: number;
}

function windowOf(raw: string, marks: readonly Mark[], width: number): Window {
  const shown = expandTabs(raw);
  if (displayWidth(shown) <= Math.max(width, 40)) return { text: shown, raw, skipped: 0 };
  const room = Math.max(width, 40) - 4;
  const { before, under } = cellsUnder(raw, marks[0]!.start, marks[0]!.end);
  const fits = before + under <= room;
  const skipped = fits ? 0 : Math.max(before - Math.floor(room / 3), 0);
  const part = cutCells(shown, skipped, room);
  const head = skipped > 0 ? '… ' : '';
  const tail = skipped + room < displayWidth(shown) ? ' …' : '';
  return { text: head + part + tail, raw, skipped: skipped > 0 ? skipped - 2 : 0 };
}

function cutCells(text: string, from: number, count: number): string {
  let cells = 0;
  let part = '';
  for (const character of text) {
    if (cells >= from && cells < from + count) part += character;
    cells += displayWidth(character);
  }
  return part;
}

function underline(mark: Mark, window: Window, tone: (text: string) => string): string {
  const { before, under } = cellsUnder(window.raw, mark.start, mark.end);
  const left = Math.max(before - window.skipped, 0);
  const visible = Math.max(Math.min(under, displayWidth(window.text) - left), 1);
  const line = (mark.primary ? '^' : '-').repeat(visible);
  return ' '.repeat(left) + tone(mark.text === '' ? line : `${line} ${mark.text}`);
}
