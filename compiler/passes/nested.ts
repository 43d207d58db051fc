import { notCondition, type Condition, type Gate } from '../../runtime/program/index.ts';

/** Statements as a person nests them: what depends on the same outcome in one block, its opposite behind `else`. */
export type Nested<Item> =
  | { readonly kind: 'item'; readonly item: Item }
  | {
      readonly kind: 'if';
      readonly condition: Condition;
      readonly then: readonly Nested<Item>[];
      readonly otherwise: readonly Nested<Item>[];
      /** The first statement inside. */
      readonly first: Item;
    };

/** Puts the `if`s back around gates in a row; bits are written once, so what held at its start holds in a block. */
export function nested<Item extends Pick<Gate, 'conditions'>>(
  items: readonly Item[],
  depth = 0,
): readonly Nested<Item>[] {
  const result: Nested<Item>[] = [];
  for (let start = 0; start < items.length;) {
    const first = items[start]!;
    const condition = first.conditions?.[depth];
    if (condition === undefined) {
      result.push({ kind: 'item', item: first });
      start++;
      continue;
    }
    const middle = endOfRun(items, start, depth, condition);
    const end = endOfRun(items, middle, depth, notCondition(condition));
    result.push({
      kind: 'if',
      condition,
      then: nested(items.slice(start, middle), depth + 1),
      otherwise: nested(items.slice(middle, end), depth + 1),
      first,
    });
    start = end;
  }
  return result;
}

function endOfRun(
  items: readonly Pick<Gate, 'conditions'>[],
  start: number,
  depth: number,
  condition: Condition,
): number {
  const wanted = JSON.stringify(condition);
  const end = items.findIndex(
    (item, index) => index >= start && JSON.stringify(item.conditions?.[depth]) !== wanted,
  );
  return end < 0 ? items.length : end;
}
