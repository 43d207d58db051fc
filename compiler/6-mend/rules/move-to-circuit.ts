import type { ModelDeclaration } from '../../../grammar/tree.ts';
import { oneLine } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { declarationAt, locationOf, mentions, registersAt } from '../syntax.ts';

/** Gates and loops of a model in a circuit of their own, applied where they stood. */
export const moveToCircuit: Rule = function* (diagnostic, { module }) {
  const model = declarationAt(module, diagnostic.at);
  if (diagnostic.code !== 'wrong-block' || model?.kind !== 'model') return;
  const run = strayRun(module.text, model, diagnostic.at.start);
  const steps = module.text.slice(run.start, run.end);
  const used = registersAt(module, diagnostic.at).filter((name) => mentions(steps, name));
  if (used.length === 0) return;
  const wires = used.map((name, index) => `${name}[n${index === 0 ? '' : index + 1}]`).join(', ');
  const before = locationOf(module, { start: model.span.start, end: model.span.start });
  for (const verb of ['evolve', 'fuse']) {
    const sentence = `${verb} ${used.join(', ')} with steps`;
    yield {
      title: `Move it to a circuit, and write \`${oneLine(sentence)}\``,
      edits: [
        { at: before, text: `circuit steps on ${wires} {\n  ${steps}\n}\n\n` },
        { at: locationOf(module, run), text: sentence },
      ],
    };
  }
};

/** What stands between the statements around an offset. */
function strayRun(
  text: string,
  { items, span }: ModelDeclaration,
  offset: number,
): { start: number; end: number } {
  const next = items.find((one) => one.span.start > offset)?.span.start ?? span.end - 1;
  return { start: offset, end: offset + text.slice(offset, next).trimEnd().length };
}
