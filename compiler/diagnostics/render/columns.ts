const tabWidth = 4;
/** From here on a line is code, as in Markdown. */
const codeIndent = 4;

/** Two cells in a terminal: East Asian wide and full-width forms, and pictographs (Unicode Annex 11). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** No cell of their own: marks that combine with the character before, joiners, variation selectors. */
const combining = /[\p{M}\u200b-\u200d\ufe00-\ufe0f]/u;

/** How many cells of a terminal a text fills; tabs must have been expanded. */
export function displayWidth(text: string): number {
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

/** The text with blanks for its tabs, four columns to a tab stop, and control characters made visible. */
export function expandTabs(text: string): string {
  let shown = '';
  for (const character of text) {
    if (character === '\t') shown += ' '.repeat(tabWidth - (displayWidth(shown) % tabWidth));
    else shown += character < ' ' || character === '\u007f' ? '\ufffd' : character;
  }
  return shown;
}

/** The cells before and under a part of a line, offsets in UTF-16 units of the raw line. */
export function cellsUnder(
  line: string,
  start: number,
  end: number,
): { before: number; under: number } {
  const before = displayWidth(expandTabs(line.slice(0, start)));
  const until = displayWidth(expandTabs(line.slice(0, end)));
  return { before, under: Math.max(until - before, 1) };
}

/** Lines of at most `width` cells, broken at blanks; breaks in the text and lines of code stay. A longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width));
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const indent = /^ */.exec(paragraph)?.[0] ?? '';
  if (indent.length >= codeIndent) return [paragraph];
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.trim().split(/ +/)) {
    const longer = line === '' ? indent + word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function cellsOf(character: string): number {
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
