import { lineAround } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { contains, locationOf, placesOfKind, textOf } from '../syntax.ts';

/** What says how a machine runs, such as `shots`, in a target of its own that the run asks for. */
export const moveToTarget: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'unknown-setting') return;
  const train = placesOfKind(module, 'train').find(({ node }) =>
    contains(node.span, diagnostic.at),
  );
  const setting = placesOfKind(module, 'setting').find(({ node }) =>
    contains(node.span, diagnostic.at),
  );
  if (train === undefined || setting === undefined) return;
  const { span } = setting.node;
  const start = { start: train.node.span.start, end: train.node.span.start };
  const written = textOf(module, span);
  yield {
    title: `Write \`target: sampled\`, with \`target sampled = simulator { ${written} }\` above`,
    edits: [
      {
        at: locationOf(module, start),
        text: `target sampled = simulator {\n  ${written}\n}\n\n`,
      },
      { at: locationOf(module, span), text: 'target: sampled' },
    ],
  };
  if (setting.node.key.text !== 'shots') return;
  const line = lineAround(module.text, span);
  yield {
    title: `Remove \`${written}\`: without it, values are exact`,
    edits: [{ at: locationOf(module, line), text: '' }],
  };
};
