import type { Rule } from '../rule.ts';
import { contains, locationOf, placesOfKind } from '../syntax.ts';
import { put } from '../edit.ts';

const sizes = [4, 8, 2, 3, 6, 1];

/** A size written down where nothing settles it. */
export const settleSize: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'size-not-inferred') return;
  const wires = placesOfKind(module, 'register').flatMap(({ node }) => node.wires);
  for (const size of sizes) {
    for (const wire of wires) {
      const declared = diagnostic.related.some(({ at }) => contains(at, wire.span));
      if (!declared || wire.size !== null) continue;
      const end = locationOf(module, { start: wire.span.end, end: wire.span.end });
      const title = `Write \`register ${wire.name.text}[${size}]\``;
      yield { title, edits: [{ at: end, text: `[${size}]` }] };
    }
  }
  for (const size of sizes) {
    for (const { node } of placesOfKind(module, 'call')) {
      if (node.called || !contains(diagnostic.at, node.span)) continue;
      const end = { start: node.span.end, end: node.span.end };
      yield put(module, end, `(${size})`, node.span);
    }
  }
};
