/** A sheet of characters that grows as it is written on. */
export interface Canvas {
  /** Writes from `x` on; blanks overwrite too. */
  put(x: number, y: number, text: string): void;
  at(x: number, y: number): string;
  /** Without trailing blanks. */
  lines(): string[];
}

export function canvas(): Canvas {
  const rows: string[][] = [];
  return {
    put: (x, y, text) => {
      const row = (rows[y] ??= []);
      [...text].forEach((character, i) => (row[x + i] = character));
    },
    at: (x, y) => rows[y]?.[x] ?? ' ',
    lines: () =>
      Array.from(rows, (row) =>
        Array.from(row ?? [], (character) => character ?? ' ')
          .join('')
          .trimEnd(),
      ),
  };
}

export function centred(text: string, width: number, fill = ' '): string {
  const before = Math.max(0, Math.floor((width - text.length) / 2));
  return fill.repeat(before) + text + fill.repeat(Math.max(0, width - text.length - before));
}
