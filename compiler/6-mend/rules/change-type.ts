import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { mentions, placesOfKind, statementAt, textOf } from '../syntax.ts';

/** `bit` in the declaration of a modality whose features an encoder wants as bits, or an encoder of numbers. */
export const changeType: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'type-mismatch') return;
  const written = textOf(module, diagnostic.at);
  for (const { node } of placesOfKind(module, 'modality')) {
    if (!mentions(written, node.name.text)) continue;
    if (node.type.name.text === 'real') yield put(module, node.type.name.span, 'bit', node.span);
  }
  const statement = statementAt(module, diagnostic.at);
  if (statement?.kind !== 'encode') return;
  yield put(module, statement.circuit.span, 'angle', statement.span);
};
