/** A line of output and where it comes from. */
export interface Line {
  readonly text: string;
  /** Index into `Program.origins`; null for lines that no source asked for. */
  readonly origin: number | null;
}

/** A line that stands for no place in the source. */
export function plain(text: string): Line {
  return { text, origin: null };
}

/** A comment above each run of lines that come from one part of the model, as deep as what it stands above. */
export function withHeadings(
  lines: readonly Line[],
  pathOf: (origin: number) => readonly string[],
): readonly Line[] {
  let heading = '';
  return lines.flatMap((line) => {
    const next = line.origin === null ? heading : pathOf(line.origin).join(', ');
    if (next === heading || next === '') return [line];
    heading = next;
    const indent = ' '.repeat(line.text.length - line.text.trimStart().length);
    return [{ text: `${indent}// ${oneLine(next)}`, origin: line.origin }, line];
  });
}

export function joinLines(lines: readonly Line[]): {
  readonly text: string;
  readonly lines: readonly (number | null)[];
} {
  return {
    text: lines.map(({ text }) => `${text}\n`).join(''),
    lines: lines.map(({ origin }) => origin),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
