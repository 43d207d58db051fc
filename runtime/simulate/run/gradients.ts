import type { Form } from '../plan/form.ts';
import { formsOf, startEntries } from './cells.ts';
import type { Engine } from './engine.ts';
import type { Reservation } from './jobs.ts';
import type { FormList } from './forms.ts';
import type { TablePlaces, Term } from './tables.ts';
import { diagonalVaries, formVaries } from './varies.ts';

/** Gradients of slots, diagonals and amplitudes, gathered into those of leaves. */
export interface Gradients {
  /** Those per sample, before kernels add to them. */
  clear(at: Reservation): void;
  read(at: Reservation, sharedGradient: Float64Array, sampledGradient: Float64Array): void;
}

export function createGradients(engine: Engine): Gradients {
  const { plan, layout, kernels, transfers, views } = engine;
  const { lane } = layout;
  const { gradients: cells } = transfers.cells;
  const cellAt = (cell: number): number => layout.gradients + 8 * cell;
  const readTables = plan.diagonals
    .map((_, i) => i)
    .filter((i) => diagonalVaries(plan, i))
    .map((i) => tableReader(engine, i));
  const { shared } = transfers.leaves;
  const common = [
    { forms: formsOf(plan, 'sampled'), offset: lane.gradients, cell: cells.bases },
    { forms: startEntries(plan), offset: lane.amplitudeGradients, cell: cells.entries },
  ].filter(({ forms }) => isOverLeaf(forms, shared));
  const own = [
    { forms: formsOf(plan, 'sampled'), offset: lane.gradients, list: transfers.angleGradients },
    { forms: startEntries(plan), offset: lane.amplitudeGradients, list: transfers.entryGradients },
  ].filter(({ forms }) => forms.some((form) => formVaries(plan, form)));
  const rowBytes = transfers.leaves.sampledCount * 8;
  const readRows = ({ start, end }: FormList, offset: number, at: Reservation): void => {
    kernels.rows(start, end, at.lanes + offset, at.inputs, rowBytes, at.tiles, lane.size);
  };
  return {
    clear: (at) => {
      const bytes = lane.cleared - lane.gradients;
      if (bytes > 0) kernels.clear(at.lanes + lane.gradients, bytes, at.tiles, lane.size);
    },
    read: (at, sharedGradient, sampledGradient) => {
      for (const read of readTables) read();
      const vectors = layout.sharedGradients;
      kernels.lanes(vectors, vectors + 16 * cells.shared, layout.gradients, 1, 0);
      for (const { forms, offset, cell } of common) {
        const first = at.lanes + offset;
        kernels.lanes(first, first + 16 * forms.length, cellAt(cell), at.tiles, lane.size);
      }
      const { start, end } = transfers.sharedGradients;
      kernels.sums(start, end, layout.gradients, layout.leafGradients);
      const { doubles } = views();
      const firstLeaf = layout.leafGradients / 8;
      sharedGradient.set(doubles.subarray(firstLeaf, firstLeaf + sharedGradient.length));
      sampledGradient.fill(0);
      own.forEach(({ offset, list }, i) => {
        readRows(list, offset, at);
        const rows = doubles.subarray(at.inputs / 8, at.inputs / 8 + sampledGradient.length);
        if (i === 0) sampledGradient.set(rows);
        else addTo(sampledGradient, rows);
      });
    },
  };
}

function isOverLeaf(forms: readonly Form[], order: readonly number[]): boolean {
  return forms.some(({ terms }) => terms.some(({ leaf }) => order[leaf]! >= 0));
}

function addTo(sum: Float64Array, more: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += more[i]!;
}

/** Turns a diagonal's weights into the gradients of its angles. */
function tableReader(engine: Engine, index: number): () => void {
  const { transfers } = engine;
  const method = transfers.methods[index]!;
  const cell = transfers.cells.gradients.tables[index]!;
  return method.kind === 'product'
    ? productReader(engine, index, transfers.places[index]!, cell)
    : transformReader(engine, index, method.angles, cell);
}

function productReader(
  { layout, kernels }: Engine,
  index: number,
  { low, high }: TablePlaces,
  cell: number,
): () => void {
  const weights = layout.weights[index]!;
  const lowTarget = layout.sharedGradients + 16 * cell;
  const { scratch } = layout;
  return () => {
    kernels.signed(weights, low.start, low.end, high.start, high.end, scratch, lowTarget);
  };
}

/** One transform of the weights gives all gradients; the adjoint state, used up by now, is the work space. */
function transformReader(
  { plan, layout, kernels, views }: Engine,
  index: number,
  angles: readonly Term[],
  cell: number,
): () => void {
  const masks = angles.map(({ mask }) => mask);
  const [first, target] = [layout.adjoint / 8, layout.gradients / 8 + cell];
  const end = layout.adjoint + 8 * 2 ** plan.diagonals[index]!.bits;
  return () => {
    kernels.parities(layout.weights[index]!, layout.adjoint, end);
    const { doubles } = views();
    masks.forEach((mask, i) => {
      doubles[target + i] = doubles[first + mask]!;
    });
  };
}
