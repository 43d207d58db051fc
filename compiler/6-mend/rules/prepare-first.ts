import type { Item } from '../../../grammar/tree.ts';
import type { Rule } from '../rule.ts';
import { locationOf, placesOfKind, statementAt, textOf } from '../syntax.ts';
import { lineAround, oneLine } from '../edit.ts';

/** Puts an `encode` that wants fresh qubits before whatever acts on its register first. */
export const prepareFirst: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'needs-fresh-qubits') return;
  const statement = statementAt(module, diagnostic.at);
  const items = placesOfKind(module, 'model').flatMap(({ node }) => node.items);
  if (statement?.kind !== 'encode') return;
  const own = names(statement);
  const before = items.find(
    (one) => one !== statement && names(one).some((name) => own.includes(name)),
  );
  if (before === undefined || before.span.start > statement.span.start) return;
  const line = lineAround(module.text, statement.span);
  yield {
    title: `Move it above \`${oneLine(textOf(module, before.span))}\``,
    edits: [
      {
        at: locationOf(module, { start: before.span.start, end: before.span.start }),
        text: `${textOf(module, statement.span)}\n  `,
      },
      { at: locationOf(module, line), text: '' },
    ],
  };
};

function names(item: Item): string[] {
  const operands =
    item.kind === 'encode' || item.kind === 'fuse' || item.kind === 'evolve' ? item.operands : [];
  return operands.flatMap((one) =>
    one.kind === 'wire'
      ? [one.name.text]
      : one.parts.flatMap((part) => (part.kind === 'wire' ? [part.name.text] : [])),
  );
}
