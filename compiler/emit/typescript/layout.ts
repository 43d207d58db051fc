import type { Line } from '../lines.ts';

/** As wide as Prettier is told to write. */
const WIDTH = 100;

/** `head(a, b)tail`, on one line where it fits, else an argument a line. */
export function call(
  head: string,
  args: readonly string[],
  tail: string,
  { origin, indent = 0 }: { readonly origin: number | null; readonly indent?: number },
): Line[] {
  return enclosed(`${head}(`, args, `)${tail}`, { origin, indent });
}

/** Items between an opening and a closing text. */
export function enclosed(
  open: string,
  items: readonly string[],
  close: string,
  { origin, indent = 0 }: { readonly origin: number | null; readonly indent?: number },
): Line[] {
  const space = ' '.repeat(indent);
  const single = `${space}${open}${items.join(', ')}${close}`;
  if (single.length <= WIDTH || items.length === 0) return [{ text: single, origin }];
  return [
    { text: `${space}${open}`, origin },
    ...items.map((item) => ({ text: `${space}  ${item},`, origin })),
    { text: `${space}${close}`, origin },
  ];
}

/** For lines of `enclosed`: braces have spaces inside on one line, and none on lines of their own. */
export function braces({ text, origin }: Line): Line {
  return { text: text.trimEnd().replace(/^(\s*) \}/, '$1}'), origin };
}

/** A list of numbers, filled line by line as Prettier fills them. */
export function numberList(
  open: string,
  numbers: readonly string[],
  close: string,
  { origin, indent = 0 }: { readonly origin: number | null; readonly indent?: number },
): Line[] {
  const space = ' '.repeat(indent);
  const single = `${space}${open}${numbers.join(', ')}${close}`;
  if (single.length <= WIDTH) return [{ text: single, origin }];
  const lines: string[] = [];
  let line = `${space} `;
  for (const number of numbers) {
    if (`${line} ${number},`.length > WIDTH) {
      lines.push(line);
      line = `${space} `;
    }
    line = `${line} ${number},`;
  }
  return [`${space}${open}`, ...lines, line, `${space}${close}`].map((text) => ({ text, origin }));
}
