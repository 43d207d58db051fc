import type { SplitRows } from '../dataset.ts';
import { randomStream } from '../random.ts';
import { rowsByGroup } from './groups.ts';
import { splitRows } from './rows.ts';
import type { SplitFacts } from './rows.ts';
import { stratifiedOrder } from './stratify.ts';

/** `folds` stratified parts, each the test split once; named `1`, `2`, … */
export function splitByFolds(facts: SplitFacts, folds: number): SplitRows[] {
  const order = stratifiedOrder(facts);
  return Array.from({ length: folds }, (_, fold) => {
    const low = Math.round((fold * facts.count) / folds);
    const high = Math.round(((fold + 1) * facts.count) / folds);
    return splitRows(
      [...order.slice(0, low), ...order.slice(high)],
      [],
      order.slice(low, high),
      String(fold + 1),
    );
  });
}

/**
 * Folds made of whole groups, the largest group first to the fold with fewest rows; each fold is named after the
 * groups it holds out, and folds stand in the order of their names.
 */
export function splitGroupsByFolds(
  facts: SplitFacts,
  folds: number,
  groups: readonly string[],
): SplitRows[] {
  const members = randomStream(facts.seed, 'split').shuffle([...rowsByGroup(groups)]);
  members.sort(([, a], [, b]) => b.length - a.length);
  const parts = Array.from({ length: folds }, () => ({
    names: [] as string[],
    rows: [] as number[],
  }));
  for (const [name, rows] of members) {
    const lightest = parts.reduce((best, part) =>
      part.rows.length < best.rows.length ? part : best,
    );
    lightest.names.push(name);
    lightest.rows.push(...rows);
  }
  return parts
    .map(({ names, rows }) => ({ name: names.sort().join(', '), rows }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, rows }) => {
      const held = new Set(rows);
      const others = Array.from({ length: facts.count }, (_, row) => row).filter(
        (row) => !held.has(row),
      );
      return splitRows(others, [], rows, name);
    });
}
