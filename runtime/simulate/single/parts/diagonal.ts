import { pullBack } from '../../plan/bits.ts';
import { phases, type PhaseShape, undoPhases } from '../kernels/phases.ts';
import { field, GROUP } from '../kernels/record.ts';
import { factorDiagonal, type Factors } from '../factor.ts';
import type { Part, PartContext, Setting } from '../part.ts';
import { type Split, splitDiagonal } from '../split.ts';
import type { Stage, Term } from '../stages.ts';
import { offsetList } from './combination.ts';
import { factoredPart } from './factored.ts';
import { type PhaseTable, phaseTableOf, termsVary } from './phase-table.ts';

/** Entries of a table of rows for all chunks, at most, where one for each chunk would do. */
const MOST_ENTRIES = 2 ** 20;
/** Nanoseconds for the sine and cosine of an entry, and for a vector of them to be multiplied with another. */
const ENTRY_COST = 4;
const PRODUCT_COST = 0.8;

/**
 * The diagonal of a stage: from two tables, or from factors where these are cheaper.
 * @param later slots of rotations that have been undone by then, backward, whose scale is not in this diagonal
 */
export function diagonalPart(context: PartContext, stage: Stage, later: readonly number[]): Part {
  const { setting, coordinates } = context;
  const { bits, laneBits } = setting;
  const { local } = coordinates;
  const masks = stage.terms.map(({ mask }) => pullBack(mask, coordinates.basis));
  const split = splitDiagonal(masks, { all: bits, local, lanes: laneBits });
  const ways = (['apart', 'factors'] as const).map((columns) =>
    factorDiagonal(masks, { local, lanes: laneBits }, columns),
  );
  const cost = (way: Factors): number => factorsCost(way, setting, local);
  const best = cost(ways[0]!) <= cost(ways[1]!) ? ways[0]! : ways[1]!;
  const small = split.rowBits <= Math.max(local, Math.log2(MOST_ENTRIES));
  return small && splitCost(split) <= cost(best)
    ? tablesPart(context, stage, split, later)
    : factoredPart(context, stage, best, later);
}

function splitCost({ terms, columnBits, rowBits }: Split): number {
  const has = (which: 'columns' | 'rows'): boolean => terms.some(({ table }) => table === which);
  return ENTRY_COST * ((has('columns') ? 2 ** columnBits : 0) + (has('rows') ? 2 ** rowBits : 0));
}

function factorsCost(
  { columns, parities, alike, units, twisted }: Factors,
  { bits, laneBits }: Setting,
  local: number,
): number {
  const chunks = 2 ** (bits - local);
  const angles = (alike.length + units.length + twisted.length) * Math.max(2 ** laneBits, chunks);
  const vectors = chunks * 2 ** parities.length;
  return (
    ENTRY_COST * ((columns.length > 0 ? 2 ** local : 0) + angles) +
    PRODUCT_COST * vectors * (1 + twisted.length)
  );
}

function tablesPart(
  { setting, coordinates }: PartContext,
  stage: Stage,
  split: Split,
  later: readonly number[],
): Part {
  const { laneBits } = setting;
  const { columnBits, rowBits, parities } = split;
  const placed = (which: 'columns' | 'rows') =>
    stage.terms.flatMap((term: Term, i) => {
      const { table, mask } = split.terms[i]!;
      return table === which ? [{ term, mask }] : [];
    });
  const [inColumns, inRows] = [placed('columns'), placed('rows')];
  const weights = termsVary(setting, [...inColumns, ...inRows]);
  // A diagonal of a scale alone needs some table.
  const columns =
    inColumns.length > 0 || inRows.length === 0
      ? phaseTableOf(setting, columnBits, inColumns, weights)
      : undefined;
  const rows = inRows.length > 0 ? phaseTableOf(setting, rowBits, inRows, weights) : undefined;
  const shape: PhaseShape = {
    columns: columns !== undefined,
    rows: rows === undefined ? 'none' : parities.length === 0 ? 'one' : 'listed',
  };
  const tables = [columns, rows].filter((table): table is PhaseTable => table !== undefined);
  const fields = {
    [field.columns]: columns?.entries ?? 0,
    [field.columnSums]: columns?.sums ?? 0,
    [field.rows]: rows?.entries ?? 0,
    [field.rowSums]: rows?.sums ?? 0,
    [field.rowSize]: GROUP * 2 ** (columnBits - laneBits),
    [field.rowCount]: 2 ** (coordinates.local - columnBits),
    [field.rowStep]: GROUP * 2 ** parities.length,
    ...(shape.rows === 'listed'
      ? { [field.offsets]: offsetList(setting, columnBits, parities) }
      : {}),
  };
  return {
    forward: () => [{ kernel: phases(shape), fields }],
    backward: () => [{ kernel: undoPhases({ ...shape, weights }), fields }],
    prepare: (sample) => {
      const scale = sample.scale(stage.scale);
      tables.forEach((table, i) => {
        table.prepare(sample, i === 0 ? scale : 1);
      });
    },
    begin: (sample) => {
      for (const table of tables) table.begin(sample);
    },
    collect: (sample, gradients) => {
      const factor = sample.scale(later) ** 2;
      for (const table of tables) table.collect(sample, factor, gradients);
    },
  };
}
