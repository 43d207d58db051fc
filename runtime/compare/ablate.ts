import { randomStream } from '../data/random.ts';
import type { Column } from '../data/dataset.ts';
import { sizeOf } from '../graph/kernel.ts';
import { standInNodes } from '../graph/substitute.ts';
import type { Program } from '../program/index.ts';
import type { FoldData } from './train-variant.ts';

/**
 * The samples without a modality: absent in every one of them, so that the gates that encode it are left out. Where the
 * model reads it outside of an `encode` and nothing stands in, each sample has the average of the training split
 * instead, which tells as little; null where there is no average, of words and classes.
 * @param targets what the model is trained and judged by
 */
export function leftOut(
  program: Program,
  targets: readonly number[],
  name: string,
  data: FoldData,
): ReadonlyMap<string, Column> | null {
  const column = data.columns.get(name)!;
  const changed = new Map(data.columns);
  if (standInNodes(program, name, targets).length === 0) {
    return changed.set(name, { ...column, present: new Uint8Array(data.count) });
  }
  const type = program.inputs.find((input) => input.name === name)?.type.kind;
  if (type === 'text' || type === 'class' || type === 'word') return null;
  return changed.set(name, averaged(column, data));
}

function averaged({ shape, values, present }: Column, { rows, count }: FoldData): Column {
  const size = sizeOf(shape);
  const training = rows.train.filter((row) => present === null || present[row] === 1);
  const mean = new Float64Array(size);
  for (const row of training) {
    for (let i = 0; i < size; i++) mean[i]! += values[row * size + i]! / training.length;
  }
  const all = values.slice();
  for (let row = 0; row < count; row++) all.set(mean, row * size);
  return { shape, values: all, present: null };
}

/**
 * The samples with one modality dealt out anew within each split: every value is a real one, of another sample. So it
 * says nothing of this one, and all else about the model stays the same.
 */
export function shuffled(name: string, data: FoldData, seed: number): ReadonlyMap<string, Column> {
  const { shape, values, present } = data.columns.get(name)!;
  const size = sizeOf(shape);
  const random = randomStream(seed, `compare/shuffle/${name}`);
  const [dealt, there] = [values.slice(), present?.slice() ?? null];
  const { train, validate, test } = data.rows;
  for (const rows of [train, validate, test]) {
    for (const [place, from] of random.shuffle(rows.slice()).entries()) {
      const to = rows[place]!;
      dealt.set(values.subarray(from * size, (from + 1) * size), to * size);
      if (there) there[to] = present![from]!;
    }
  }
  return new Map(data.columns).set(name, { shape, values: dealt, present: there });
}
