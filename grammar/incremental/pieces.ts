import { declarationKeywords } from '../words.ts';

const declares = new RegExp(`^(?:${[...declarationKeywords, 'let'].join('|')})\\b`);

/**
 * A text in pieces that can be parsed apart: each begins at the left margin with a declaration's keyword, or with the
 * comments right above it. Nothing is lost: the pieces are the text.
 */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  /** Where the comments begin that stand right above the line. */
  let comments = -1;
  for (let line = 0; line < text.length; line = nextLine(text, line)) {
    if (/^[ \t]*\/\//.test(text.slice(line, line + 80))) {
      if (comments < 0) comments = line;
      continue;
    }
    const begins = comments < 0 ? line : comments;
    comments = -1;
    if (begins === start || !declares.test(text.slice(line, line + 12))) continue;
    pieces.push(text.slice(start, begins));
    start = begins;
  }
  pieces.push(text.slice(start));
  return pieces;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}
