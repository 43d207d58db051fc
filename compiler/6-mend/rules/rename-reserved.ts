import type { Name, SourceFile } from '../../../grammar/tree.ts';
import type { Rule } from '../rule.ts';
import { locationOf, textOf } from '../syntax.ts';

/** `my_model` wherever the keyword was used as a name. */
export const renameReserved: Rule = function* (diagnostic, { module }) {
  if (diagnostic.code !== 'reserved-word') return;
  const word = textOf(module, diagnostic.at);
  const edits = namesOf(module.tree)
    .filter(({ text }) => text === word)
    .map(({ span }) => ({ at: locationOf(module, span), text: `my_${word}` }));
  if (edits.length > 0) yield { title: `Call it \`my_${word}\``, edits };
};

/** Every name in a tree but those of arguments and settings, which may be any word. */
function namesOf(tree: SourceFile): Name[] {
  const names: Name[] = [];
  const walk = (value: unknown, key: string, holder: object): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, key, holder);
    else if (typeof value === 'object' && value !== null) {
      if (isName(value)) {
        const label = key === 'key' || (key === 'name' && 'value' in holder && !('kind' in holder));
        if (!label) names.push(value);
        return;
      }
      for (const [inner, part] of Object.entries(value)) walk(part, inner, value);
    }
  };
  walk(tree, '', tree);
  return names;
}

function isName(value: object): value is Name {
  return 'text' in value && 'span' in value && !('kind' in value);
}
