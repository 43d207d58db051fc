import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Module } from '../../1-resolve/world.ts';
import type { Expression, ModelDeclaration } from '../../../grammar/tree.ts';
import type { Rule } from '../rule.ts';
import { declarationAt, locationOf, statementAt } from '../syntax.ts';
import { put } from '../edit.ts';

/** Something to train: an ansatz behind the last `encode`, or a layer behind what the objective judges. */
export const addTraining: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'nothing-to-train') return;
  const model = declarationAt(module, diagnostic.at);
  const statement = statementAt(module, diagnostic.at);
  if (model?.kind !== 'model' || statement?.kind !== 'objective') return;
  yield* ansatz(module, model);
  const judged = statement.value.kind === 'call' ? statement.value.arguments[0]?.value : undefined;
  const value = judged && valueOf(model, judged);
  if (value === undefined) return;
  yield put(module, { start: value.span.end, end: value.span.end }, ' |> linear', value.span);
};

function* ansatz(module: Module, model: ModelDeclaration): Iterable<Fix> {
  const last = model.items.findLast((one) => one.kind === 'encode');
  const operands = last?.operands ?? [];
  if (last === undefined || operands.length === 0) return;
  const names = module.text.slice(operands[0]!.span.start, operands.at(-1)!.span.end);
  for (const verb of ['evolve', 'fuse']) {
    const sentence = `${verb} ${names} with strongly_entangling`;
    yield {
      title: `Add \`${sentence}\``,
      edits: [
        {
          at: locationOf(module, { start: last.span.end, end: last.span.end }),
          text: `\n  ${sentence}`,
        },
      ],
    };
  }
}

/** What a name stands for, as written; any other expression is itself. */
function valueOf(model: ModelDeclaration, judged: Expression): Expression {
  if (judged.kind !== 'call' || judged.called) return judged;
  const { text } = judged.name;
  const bound = model.items.find(
    (one) => (one.kind === 'readout' || one.kind === 'let') && one.name.text === text,
  );
  return bound !== undefined && 'value' in bound ? bound.value : judged;
}
