/** A piece of a drawing with its size in pixels; its own origin is the top left corner. */
export interface Figure {
  readonly body: string;
  readonly width: number;
  readonly height: number;
}

/** Width of a character of the drawing's monospaced type, in pixels. */
export const CHARACTER = 7.3;

type Attributes = Readonly<Record<string, string | number>>;

/** An element with escaped attributes; `content` is markup already. */
export function tag(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(typeof value === 'number' ? short(value) : value)}"`,
  );
  return content === ''
    ? `<${name}${list.join('')}/>`
    : `<${name}${list.join('')}>${content}</${name}>`;
}

/** Text for the inside of an element or an attribute. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return tag('text', { x, y, ...attributes }, escape(text));
}

/** Figures below one another. */
export function stack(figures: readonly Figure[], gap: number): Figure {
  let y = 0;
  const bodies = figures.map((figure) => {
    const body = tag('g', { transform: `translate(0 ${short(y)})` }, figure.body);
    y += figure.height + gap;
    return body;
  });
  return {
    body: bodies.join(''),
    width: Math.max(0, ...figures.map(({ width }) => width)),
    height: Math.max(0, y - gap),
  };
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
