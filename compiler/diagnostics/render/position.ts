/** Where an offset stands in a text: line and column count from 1, columns and offsets in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** The position of an offset; offsets beyond the text are taken as its end. */
export function positionAt(text: string, offset: number): Position {
  const inside = Math.min(Math.max(offset, 0), text.length);
  const start = lineStart(text, inside);
  return { line: countLines(text, start), column: inside - start + 1, offset: inside };
}

/** The text of a line counted from 1, without its line break; empty where there is no such line. */
export function lineText(text: string, line: number): string {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  const whole = text.slice(start, end < 0 ? text.length : end);
  return whole.endsWith('\r') ? whole.slice(0, -1) : whole;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function countLines(text: string, start: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
