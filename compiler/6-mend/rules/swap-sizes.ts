import type { TypeExpression } from '../../../grammar/tree.ts';
import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Module } from '../../1-resolve/world.ts';
import { puts } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { placesOfKind, textOf } from '../syntax.ts';

/** What stands in another order here: rows before columns, channels of a picture last, a rate before a length. */
export const swapSizes: Rule = function* ({ code }, { module }) {
  if (code === 'unit-mismatch') {
    for (const { node } of placesOfKind(module, 'type')) {
      if (node.arguments.length === 2)
        yield reordered(module, node, node.arguments, node.arguments.toReversed());
    }
  }
  if (code !== 'size-mismatch' && code !== 'type-mismatch') return;
  for (const { node } of placesOfKind(module, 'type')) yield* swaps(module, node);
};

function* swaps(module: Module, type: TypeExpression): Iterable<Fix> {
  const [first, second, third] = type.arguments;
  if (type.name.text === 'image' && first && second && third) {
    yield reordered(module, type, [first, second, third], [second, third, first]);
  }
  for (const suffix of type.suffixes) {
    if (suffix.kind !== 'dimensions' || suffix.dimensions.length !== 2) continue;
    yield reordered(module, type, suffix.dimensions, suffix.dimensions.toReversed());
  }
}

interface Written {
  readonly span: { readonly start: number; readonly end: number };
}

function reordered(
  module: Module,
  shown: Written,
  places: readonly Written[],
  contents: readonly Written[],
): Fix {
  const changes = places.map(({ span }, index) => ({
    span,
    text: textOf(module, contents[index]!.span),
  }));
  return puts(module, changes, shown.span);
}
