import type { SplitRows } from '../dataset.ts';
import { randomStream } from '../random.ts';
import { rowsByGroup } from './groups.ts';
import { splitRows } from './rows.ts';
import type { SplitFacts } from './rows.ts';
import { stratifiedOrder } from './stratify.ts';

/** Shares of the rows, each in [0, 1]; they add up to at most one. */
export interface Fractions {
  readonly train: number;
  readonly validate: number;
  readonly test: number;
}

/** A random split whose parts hold every stratum in its share. */
export function splitByFractions(facts: SplitFacts, fractions: Fractions): SplitRows {
  const order = stratifiedOrder(facts);
  const ends = [
    fractions.train,
    fractions.train + fractions.validate,
    fractions.train + fractions.validate + fractions.test,
  ].map((share) => Math.round(share * facts.count)) as [number, number, number];
  return splitRows(
    order.slice(0, ends[0]),
    order.slice(ends[0], ends[1]),
    order.slice(ends[1], ends[2]),
  );
}

/**
 * A random split into whole groups: the largest first, each to the part that lacks most rows; the last groups go to
 * parts that would otherwise stay empty.
 */
export function splitGroupsByFractions(
  facts: SplitFacts,
  fractions: Fractions,
  groups: readonly string[],
): SplitRows {
  const parts = (['train', 'validate', 'test'] as const)
    .filter((name) => fractions[name] > 0)
    .map((name) => ({ name, wanted: fractions[name] * facts.count, rows: [] as number[] }));
  const members = randomStream(facts.seed, 'split').shuffle([...rowsByGroup(groups).values()]);
  members.sort((a, b) => b.length - a.length);
  for (const [index, rows] of members.entries()) {
    const empty = parts.filter((part) => part.rows.length === 0);
    const choice = members.length - index <= empty.length ? empty : parts;
    const lacking = choice.reduce((best, part) => (lack(part) > lack(best) ? part : best));
    lacking.rows.push(...rows);
  }
  const rowsOf = (name: keyof Fractions): number[] =>
    parts.find((part) => part.name === name)?.rows ?? [];
  return splitRows(rowsOf('train'), rowsOf('validate'), rowsOf('test'));
}

function lack(part: { readonly wanted: number; readonly rows: readonly number[] }): number {
  return part.wanted - part.rows.length;
}
