import { CHARACTER, escape, tag, type Figure } from './markup.ts';
import { STYLE } from './style.ts';

const MARGIN = 16;

/** What names a drawing; the texts are for readers who do not see it. */
interface About {
  /** Not the same for two drawings of one page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** The width in characters that a drawing may have so that its document fits into so many pixels; at least 20. */
export function widthIn(pixels: number): number {
  return Math.max(20, Math.floor((pixels - 2 * MARGIN) / CHARACTER));
}

/** A figure as a whole SVG document. */
export function svgDocument(figure: Figure, { id, title, description }: About): string {
  const [width, height] = [
    Math.ceil(figure.width) + 2 * MARGIN,
    Math.ceil(figure.height) + 2 * MARGIN,
  ];
  const head =
    tag('title', { id: `${id}-title` }, escape(title)) +
    tag('desc', { id: `${id}-description` }, escape(description)) +
    tag('style', {}, STYLE);
  const body =
    tag('rect', { class: 'sheet', width, height }) +
    tag('g', { transform: `translate(${MARGIN} ${MARGIN})` }, figure.body);
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'qmm-drawing',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
    },
    head + body,
  );
}
