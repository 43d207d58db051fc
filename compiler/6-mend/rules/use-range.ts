import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { placesOfKind, sameSpan, textOf } from '../syntax.ts';

/** `0..n` for `range(n)`. */
export const useRange: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'unknown-name') return;
  for (const { node } of placesOfKind(module, 'call')) {
    if (node.name.text !== 'range' || !sameSpan(node.name.span, diagnostic.at)) continue;
    const [first, second, step] = node.arguments.map(({ span }) => textOf(module, span));
    const ends = second === undefined ? `0..${first ?? 'n'}` : `${first ?? '0'}..${second}`;
    yield put(module, node.span, step === undefined ? ends : `${ends} by ${step}`);
  }
};
