import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Module } from '../../1-resolve/world.ts';
import type { Encode } from '../../../grammar/tree.ts';
import { puts, put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { contains, placesOfKind, statementAt, textOf } from '../syntax.ts';

/** Functions into the pipeline, circuits behind `with`. */
export const fitPipeline: Rule = function* (diagnostic, { module }) {
  const statement = statementAt(module, diagnostic.at);
  if (diagnostic.code === 'not-a-circuit' && statement?.kind === 'encode') {
    yield* functionMoved(module, statement);
  }
  if (diagnostic.code !== 'type-mismatch') return;
  for (const { node } of placesOfKind(module, 'pipe')) {
    if (!contains(node.call.span, diagnostic.at)) continue;
    const span = { start: node.value.span.end, end: node.call.span.end };
    yield put(module, span, '', node.span);
    if (statement?.kind !== 'encode') continue;
    const circuit = { span: statement.circuit.span, text: textOf(module, node.call.span) };
    yield puts(module, [{ span, text: '' }, circuit], statement.span);
  }
};

function* functionMoved(module: Module, statement: Encode): Iterable<Fix> {
  const last = statement.values.at(-1);
  if (last === undefined) return;
  const behind = { start: last.span.end, end: last.span.end };
  const call = textOf(module, statement.circuit.span);
  yield puts(
    module,
    [
      { span: behind, text: ` |> ${call}` },
      { span: statement.circuit.span, text: 'angle' },
    ],
    statement.span,
  );
}
