import { utils } from 'prettier/doc';
import type { Doc } from 'prettier';

/** Wider than this, what follows a list is broken too. */
const widest = 80;

/**
 * What follows a list, kept on one line, so that a line too long is broken in the list and not behind it. Comments and
 * great width still break it.
 */
export function tight(doc: Doc): Doc {
  if (utils.willBreak(doc)) return doc;
  const flat = utils.removeLines(doc);
  return widthOf(flat) > widest ? doc : flat;
}

function widthOf(flat: Doc): number {
  let width = 0;
  utils.traverseDoc(flat, (one) => {
    if (typeof one === 'string') width += one.length;
  });
  return width;
}
