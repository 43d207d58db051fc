/** A Program as a picture: for a terminal, a page, an editor. Reads nothing but the Program. */
export { drawHtml } from './html.ts';
export { drawLinked, type DrawnPart } from './linked.ts';
export type { Level } from './options.ts';
export { drawSvg } from './svg.ts';
export { drawText } from './text.ts';
