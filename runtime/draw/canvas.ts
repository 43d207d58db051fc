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
  const rowAt = (y: number): string[] => {
    while (rows.length <= y) rows.push([]);
    return rows[y]!;
  };
  return {
    put: (x, y, text) => {
      const row = rowAt(y);
      while (row.length < x) row.push(' ');
      // Everything drawn is one UTF-16 unit a character, so that lengths are widths.
      for (let i = 0; i < text.length; i++) row[x + i] = text.charAt(i);
    },
    at: (x, y) => rows[y]?.[x] ?? ' ',
    lines: () => rows.map((row) => row.join('').trimEnd()),
  };
}

export function centred(text: string, width: number, fill = ' '): string {
  const before = Math.max(0, Math.floor((width - text.length) / 2));
  return fill.repeat(before) + text + fill.repeat(Math.max(0, width - text.length - before));
}
