import type { Rule } from '../rule.ts';
import { namesIn, statementAt, textOf } from '../syntax.ts';
import { put } from '../edit.ts';

/** `encode x into q with ...` where an encoder was applied without features. */
export const encodeFeatures: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'missing-argument') return;
  const statement = statementAt(module, diagnostic.at);
  if (statement?.kind !== 'evolve' && statement?.kind !== 'fuse') return;
  const operands = {
    start: statement.operands[0]?.span.start ?? statement.span.start,
    end: statement.operands.at(-1)?.span.end ?? statement.span.end,
  };
  for (const name of namesIn(module, diagnostic.at, 'modality')) {
    const circuit = textOf(module, statement.circuit.span);
    yield put(
      module,
      statement.span,
      `encode ${name} into ${textOf(module, operands)} with ${circuit}`,
    );
  }
};
