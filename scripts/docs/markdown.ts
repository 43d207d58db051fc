/** A fenced block, with a fence longer than any in the text. */
export function block(language: string, text: string): string {
  const fence = /^```/m.test(text) ? '````' : '```';
  return `${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`;
}

/** A table. Its cells are not padded, so that a changed cell changes one line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text in backticks. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** The link target GitHub gives a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

/** Parts of a page, an empty line between each two. */
export function page(...parts: readonly (string | readonly string[])[]): string {
  return `${parts
    .flat()
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

export const generatedNote =
  '<!-- Written by `npm run docs`. Change its sources instead: see scripts/docs. -->';
