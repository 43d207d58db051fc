import { classNodes, missesWithout } from '../graph/dependencies.ts';
import { prepare } from '../graph/prepare.ts';
import { createWeights } from '../graph/weights.ts';
import type { Program } from '../program/index.ts';
import type { FoldData } from './train-variant.ts';

/** What classical models are given: row-major `[count, size]`. */
export interface FeatureTable {
  readonly count: number;
  readonly size: number;
  readonly values: Float64Array;
  /** How many columns were too many; those that vary least were left out. */
  readonly leftOut: number;
}

/** Columns that a classical model can learn from in a time one waits for. */
const MOST_COLUMNS = 1000;

/**
 * The values of feature nodes for all samples, standardised over the training split; columns that do not vary there
 * are left out. Words and classes become counts of each class, as they are: in units of their own deviation the rarest word
 * would speak loudest. A value that a sample lacks is the average, and where
 * some sample lacks it one more column says which.
 */
export async function featureTable(
  program: Program,
  nodes: readonly number[],
  data: FoldData,
): Promise<FeatureTable> {
  const { columns, rows, count, features } = data;
  const { sampled } = await prepare({
    program,
    targets: [],
    also: nodes,
    count,
    columns,
    training: rows.train,
    fits: new Map(),
    precision: 'f64',
    weights: createWeights(program),
    features,
    pause: () => Promise.resolve(),
  });
  const isClass = classNodes(program, new Set());
  const found: Float64Array[] = [];
  for (const node of nodes) {
    const { values, size } = sampled.get(node)!;
    const lacks = lackingOf(program, node, data);
    const width = isClass[node] ? classesIn(values) : size;
    const own = Array.from({ length: width }, () => new Float64Array(count));
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < size; i++) {
        const value = values[row * size + i]!;
        if (!isClass[node]) own[i]![row] = value;
        else if (value >= 0) own[value]![row]! += 1;
      }
    }
    for (const column of own)
      found.push(isClass[node] ? column : standardised(column, rows.train, lacks));
    if (lacks) found.push(standardised(Float64Array.from(lacks), rows.train, null));
  }
  const varying = found.filter((column) => varianceOf(column, rows.train) > 0);
  const kept = mostVarying(varying, rows.train);
  const values = new Float64Array(count * kept.length);
  for (const [i, column] of kept.entries())
    for (let row = 0; row < count; row++) values[row * kept.length + i] = column[row]!;
  return { count, size: kept.length, values, leftOut: varying.length - kept.length };
}

function mostVarying(columns: readonly Float64Array[], training: Uint32Array): Float64Array[] {
  if (columns.length <= MOST_COLUMNS) return [...columns];
  const ranked = columns
    .map((column, place) => ({ column, place, variance: varianceOf(column, training) }))
    .sort((a, b) => b.variance - a.variance || a.place - b.place);
  return ranked
    .slice(0, MOST_COLUMNS)
    .sort((a, b) => a.place - b.place)
    .map(({ column }) => column);
}

function varianceOf(column: Float64Array, rows: Uint32Array): number {
  let [sum, squares] = [0, 0];
  for (const row of rows) {
    sum += column[row]!;
    squares += column[row]! ** 2;
  }
  return Math.max(0, squares / rows.length - (sum / rows.length) ** 2);
}

/** By sample, 1 where it has no value at the node; null where all have one. */
function lackingOf(
  program: Program,
  node: number,
  { columns, count }: FoldData,
): Uint8Array | null {
  const partial = [...columns].flatMap(([name, { present }]) =>
    present && missesWithout(program, name)[node] ? [present] : [],
  );
  if (partial.length === 0) return null;
  return Uint8Array.from({ length: count }, (_, row) =>
    partial.some((present) => present[row] === 0) ? 1 : 0,
  );
}

function classesIn(values: Float32Array | Float64Array): number {
  let most = -1;
  for (const value of values) most = Math.max(most, value);
  return most + 1;
}

/** Zeros where it does not vary over the training samples. */
function standardised(
  column: Float64Array,
  training: Uint32Array,
  lacks: Uint8Array | null,
): Float64Array {
  const known = training.filter((row) => lacks?.[row] !== 1);
  let [mean, squares] = [0, 0];
  for (const row of known) mean += column[row]! / known.length;
  for (const row of known) squares += (column[row]! - mean) ** 2 / known.length;
  const deviation = Math.sqrt(squares);
  if (!(deviation > 1e-9 * Math.max(1, Math.abs(mean)))) return new Float64Array(column.length);
  return column.map((value, row) => (lacks?.[row] === 1 ? 0 : (value - mean) / deviation));
}
