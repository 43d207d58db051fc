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

/** `head(a, (b) => c);`: what does not fit on a line goes after the arrow first. */
export function arrowCall(
  head: string,
  args: readonly string[],
  arrow: string,
  at: { readonly origin: number | null; readonly indent?: number },
): Line[] {
  const { origin, indent = 0 } = at;
  const space = ' '.repeat(indent);
  const single = `${space}${head}(${[...args, arrow].join(', ')});`;
  if (single.length <= WIDTH) return [{ text: single, origin }];
  const [parameters = '', body = ''] = arrow.split(/(?<==>) /);
  const open = `${space}${head}(${[...args, parameters].join(', ')}`;
  if (open.length > WIDTH || indent + 3 + body.length > WIDTH)
    return enclosed(`${head}(`, [...args, arrow], ');', at);
  return [open, `${space}  ${body},`, `${space});`].map((text) => ({ text, origin }));
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

/** An object between an opening and a closing text: on one line where it fits, else an item a line. */
export function object(
  open: string,
  items: readonly string[],
  close: string,
  { origin, indent = 0 }: { readonly origin: number | null; readonly indent?: number },
): Line[] {
  const space = ' '.repeat(indent);
  if (items.length === 0) return [{ text: `${space}${open}{}${close}`, origin }];
  const single = `${space}${open}{ ${items.join(', ')} }${close}`;
  if (single.length <= WIDTH) return [{ text: single, origin }];
  return [
    { text: `${space}${open}{`, origin },
    ...items.map((item) => ({ text: `${space}  ${item},`, origin })),
    { text: `${space}}${close}`, origin },
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
