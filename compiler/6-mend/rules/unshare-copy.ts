import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { declarationAt, statementAt, textOf } from '../syntax.ts';

/** The circuit written out where its copy does not fit: it has weights of its own there. */
export const unshareCopy: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'shared-sizes-differ') return;
  const model = declarationAt(module, diagnostic.at);
  const statement = statementAt(module, diagnostic.at);
  if (model?.kind !== 'model' || statement === undefined || !('circuit' in statement)) return;
  const { circuit } = statement;
  const copy = model.items.find((one) => one.kind === 'let' && one.name.text === circuit.name.text);
  if (copy?.kind !== 'let') return;
  yield put(module, circuit.span, textOf(module, copy.value.span), statement.span);
};
