import { randomStream } from '../random.ts';
import type { SplitFacts } from './rows.ts';

/**
 * All rows in a random order in which every stratum is spread evenly, so that any piece cut out of it holds each
 * stratum in its share, to within one row.
 */
export function stratifiedOrder({ count, seed, strata }: SplitFacts): number[] {
  const random = randomStream(seed, 'split');
  const rows = random.shuffle(Array.from({ length: count }, (_, row) => row));
  if (strata === undefined) return rows;
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const stratum = strata[row]!;
    const list = members.get(stratum);
    if (list === undefined) members.set(stratum, [row]);
    else list.push(row);
  }
  return [...members.values()]
    .flatMap((list) => {
      const shift = random.uniform();
      return list.map((row, index) => ({ row, place: (index + shift) / list.length }));
    })
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}
