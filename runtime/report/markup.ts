type Attributes = Readonly<Record<string, string | number>>;

/** An element with escaped attributes; `content` is markup already. */
export function element(
  name: string,
  attributes: Attributes,
  ...content: readonly string[]
): string {
  const list = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(String(value))}"`,
  );
  return `<${name}${list.join('')}>${content.join('')}</${name}>`;
}

/** Text for the inside of an element or an attribute. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Three digits after the point, fewer for large numbers; whole numbers as they are. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1000 || size < 0.001) return String(Number(value.toPrecision(3)));
  return value.toFixed(size >= 100 ? 1 : 3);
}

/** `<table>` with a header row and a header column; all cells are text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const header = element(
    'tr',
    {},
    ...head.map((cell) => element('th', { scope: 'col' }, escape(cell))),
  );
  const lines = rows.map(([first = '', ...rest]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, escape(first)),
      ...rest.map((cell) => element('td', {}, escape(cell))),
    ),
  );
  const body = element('table', {}, element('thead', {}, header), element('tbody', {}, ...lines));
  return element('div', { class: 'scroll' }, body);
}
