/** A Program as a picture: for a terminal, a page, an editor. Reads nothing but the Program. */
export { drawHtml } from './html.ts';
export { drawLinked, type DrawnPart } from './linked.ts';
export type { DrawOptions, Level } from './options.ts';
export { drawSvg } from './svg.ts';
export { widthIn } from './svg/document.ts';
export { drawText } from './text.ts';
