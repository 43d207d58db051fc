import type { Node, Program } from '../../program/index.ts';
import type { Landmarks } from '../solved.ts';
import type { Collected } from './collect.ts';

/** All training samples that a kernel can be asked about. */
export function landmarksOf({ nodes }: Program, { inputs }: Node, seen: Collected): Landmarks {
  const sampled = inputs.filter((input) => nodes[input]!.rate === 'sample');
  return {
    count: seen.count,
    values: new Map(sampled.map((input) => [input, seen.rows.get(input)!.values])),
    present: seen.present,
  };
}

/** Some of the landmarks, by position. */
export function chosen(
  { count, values, present }: Landmarks,
  positions: readonly number[],
): Landmarks {
  return {
    count: positions.length,
    values: new Map(
      [...values].map(([node, all]) => {
        const size = all.length / count;
        const kept = new Float64Array(positions.length * size);
        positions.forEach((position, place) => {
          kept.set(all.subarray(position * size, (position + 1) * size), place * size);
        });
        return [node, kept];
      }),
    ),
    present: new Map(
      [...present].map(([name, flags]) => [name, Uint8Array.from(positions, (at) => flags[at]!)]),
    ),
  };
}
