import { reduceAngle } from '../../kernels/sine-cosine.ts';
import { createFormTable } from '../../run/angles.ts';
import { formVaries } from '../../run/varies.ts';
import { type Mask, parity, pullBack } from '../../plan/bits.ts';
import { phases, undoPhases } from '../kernels/phases.ts';
import { field, GROUP } from '../kernels/record.ts';
import type { Fields, Part, PartContext } from '../part.ts';
import { splitDiagonal } from '../split.ts';
import type { Stage } from '../stages.ts';

/**
 * The diagonal of a stage.
 * @param later slots of rotations that have been undone by then, backward, whose scale is not in this diagonal
 */
export function diagonalPart(
  { setting, coordinates }: PartContext,
  stage: Stage,
  later: readonly number[],
): Part {
  const { bits, vector, laneBits, plan } = setting;
  const { terms, scale } = stage;
  const split = splitDiagonal(
    terms.map(({ mask }) => pullBack(mask, coordinates.basis)),
    { all: bits, local: coordinates.local, lanes: laneBits },
  );
  const { columnBits, rowBits, parities } = split;
  const inRows = split.terms.some(({ table }) => table === 'rows');
  const inColumns = !inRows || split.terms.some(({ table }) => table === 'columns');
  const shape = {
    columns: inColumns,
    rows: !inRows
      ? ('none' as const)
      : parities.length === 0
        ? ('one' as const)
        : ('listed' as const),
  };
  const weights = terms.some(({ angle }) => formVaries(plan, angle));
  const tables = {
    columns: tableOf(inColumns ? 2 ** columnBits : 0),
    rows: tableOf(inRows ? 2 ** rowBits : 0),
  };
  function tableOf(size: number) {
    const vectors = size / vector.lanes;
    return {
      size,
      entries: setting.take(GROUP * vectors),
      sums: setting.take(weights ? (GROUP / 2) * vectors : 0),
      numbers: weights ? size : 0,
    };
  }
  const work = setting.work(Math.max(tables.columns.size, tables.rows.size));
  const forms = createFormTable(
    terms.map(({ angle }) => angle),
    plan.wanted.map((_, leaf) => leaf),
  );
  const fields: Fields = {
    [field.columns]: tables.columns.entries,
    [field.columnSums]: tables.columns.sums,
    [field.rows]: tables.rows.entries,
    [field.rowSums]: tables.rows.sums,
    [field.rowSize]: GROUP * 2 ** (columnBits - laneBits),
    [field.rowCount]: 2 ** (coordinates.local - columnBits),
    [field.rowStep]: GROUP * 2 ** parities.length,
    ...(parities.length === 0 ? {} : { [field.offsets]: offsetList() }),
  };
  function offsetList(): number {
    const key = `columns ${columnBits} ${parities.join()}`;
    return setting.store.list(key, () =>
      Int32Array.from(
        { length: 2 ** (columnBits - laneBits) },
        (_, group) => combinationOf(parities, group) * GROUP,
      ),
    ).start;
  }
  const first = { rows: tables.rows, columns: tables.columns };
  return {
    forward: () => [{ kernel: phases(shape), fields }],
    backward: () => [{ kernel: undoPhases({ ...shape, weights }), fields }],
    prepare: ({ views: { doubles }, tables: make, leaves, scale: scaleOf }) => {
      const factor = scaleOf(scale);
      const address = work.address();
      for (const which of ['columns', 'rows'] as const) {
        const { size, entries } = first[which];
        if (size === 0) continue;
        const at = address / 8;
        doubles.fill(0, at, at + size);
        for (let i = 0; i < terms.length; i++) {
          const { table, mask } = split.terms[i]!;
          if (table !== which) continue;
          const angle = forms.evaluate(i, terms[i]!.angle.constant, leaves, 0);
          doubles[at + mask]! -= reduceAngle(0.5 * angle);
        }
        const scaled = which === 'columns' || !inColumns;
        make.phases(address, address + 8 * size, entries, scaled ? factor : 1);
      }
    },
    begin: ({ views: { numbers } }) => {
      for (const { sums, numbers: count } of [tables.columns, tables.rows]) {
        numbers.fill(0, sums / vector.bytes, sums / vector.bytes + count);
      }
    },
    collect: ({ views: { doubles }, tables: make, scale: scaleOf }, gradients) => {
      if (!weights) return;
      const factor = scaleOf(later) ** 2;
      const address = work.address();
      for (const which of ['columns', 'rows'] as const) {
        const { size, sums } = first[which];
        if (size === 0) continue;
        make.totals(sums, address, address + 8 * size);
        split.terms.forEach(({ table, mask }, i) => {
          if (table === which)
            forms.scatter(i, factor * doubles[address / 8 + mask]!, gradients.leaves, 0);
        });
      }
    },
  };
}

/** The parities of an index with some masks, the first one the lowest digit. */
export function combinationOf(masks: readonly Mask[], index: number): number {
  return masks.reduce((sum, mask, i) => sum | (parity(mask & index) << i), 0);
}
