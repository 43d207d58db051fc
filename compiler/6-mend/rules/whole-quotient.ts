import type { Rule } from '../rule.ts';
import { put } from '../edit.ts';
import { placesOfKind, sameSpan } from '../syntax.ts';

/** A division that leaves nothing over, or its whole part. */
export const wholeQuotient: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'requirement-failed') return;
  const division = placesOfKind(module, 'binary').find(
    ({ node }) => node.operator === '/' && sameSpan(node.span, diagnostic.at),
  );
  if (division === undefined) return;
  const { left, right, span } = division.node;
  if (left.kind !== 'number' || right.kind !== 'number') return;
  const quotient = Number(left.digits) / Number(right.digits);
  for (const whole of [Math.floor(quotient), Math.ceil(quotient)])
    yield put(module, span, String(whole));
};
