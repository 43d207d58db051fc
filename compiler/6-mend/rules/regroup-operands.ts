import type { Operand } from '../../../grammar/tree.ts';
import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Module } from '../../1-resolve/world.ts';
import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { contains, placesOf, textOf } from '../syntax.ts';

/** Brackets around operands that are to be one, or away from those that are to be several. */
export const regroupOperands: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'operand-count') return;
  const sentence = placesOf(module.tree)
    .map(({ node }) => node)
    .findLast((node) => 'operands' in node && contains(node.span, diagnostic.at));
  if (sentence === undefined || !('operands' in sentence)) return;
  yield* regrouped(module, sentence.operands);
};

function* regrouped(module: Module, operands: readonly Operand[]): Iterable<Fix> {
  const [first] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined) return;
  const span = { start: first.span.start, end: last.span.end };
  const texts = operands.map((one) => textOf(module, one.span));
  if (first.kind === 'joined' && operands.length === 1) {
    yield put(module, span, first.parts.map((one) => textOf(module, one.span)).join(', '));
    return;
  }
  yield put(module, span, `[${texts.join(', ')}]`);
  if (texts.length < 3) return;
  yield put(module, span, `${texts[0]!}, [${texts.slice(1).join(', ')}]`);
  yield put(module, span, `[${texts.slice(0, -1).join(', ')}], ${texts.at(-1)!}`);
}
