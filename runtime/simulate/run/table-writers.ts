import { reduceAngle } from '../kernels/sine-cosine.ts';
import type { Engine } from './engine.ts';
import { type ProductTable, splitOf, type TablePlaces, type Term } from './tables.ts';

/** For each diagonal, what writes its table times a scale, from the cells of its angles. */
export function tableWriters(engine: Engine): readonly ((scale: number) => void)[] {
  writeConstants(engine);
  const { methods, places, cells } = engine.transfers;
  return methods.map((method, i) => {
    const first = cells.values.tables[i]!;
    return method.kind === 'product'
      ? productWriter(engine, i, places[i]!, first)
      : transformWriter(engine, i, method.angles, first);
  });
}

function productWriter(
  { plan, layout, kernels }: Engine,
  index: number,
  { low, high }: TablePlaces,
  firstCell: number,
): (scale: number) => void {
  const { bits } = plan.diagonals[index]!;
  const split = splitOf(bits);
  const first = layout.values + 8 * firstCell;
  const middle = first + 8 * split;
  const end = first + 8 * bits;
  const lowTable = layout.scratch;
  const highTable = lowTable + 16 * 2 ** split;
  const target = layout.tables[index]!;
  const constant = layout.constants[index];
  return (scale) => {
    kernels.expand(first, middle, lowTable, 1);
    kernels.expand(middle, end, highTable, scale);
    if (constant === undefined) {
      kernels.product(lowTable, low.start, low.end, highTable, high.start, high.end, target);
    } else {
      kernels.productTimes(
        lowTable,
        low.start,
        low.end,
        highTable,
        high.start,
        high.end,
        target,
        constant,
      );
    }
  };
}

function transformWriter(
  engine: Engine,
  index: number,
  angles: readonly Term[],
  firstCell: number,
): (scale: number) => void {
  const { plan, layout, views } = engine;
  const { bits } = plan.diagonals[index]!;
  const first = layout.values / 8 + firstCell;
  const masks = angles.map(({ mask }) => mask);
  return (scale) => {
    const { doubles } = views();
    const gains = masks.map((_, i) => reduceAngle(doubles[first + i]!));
    transform(engine, masks, gains, { bits, target: layout.tables[index]!, scale });
  };
}

/** The tables of constant angles, once. */
function writeConstants(engine: Engine): void {
  const { transfers, layout } = engine;
  const written = new Set<number>();
  transfers.methods.forEach((method, i) => {
    const target = layout.constants[i];
    if (target === undefined || written.has(target)) return;
    written.add(target);
    const { masks: all, constant } = method as ProductTable;
    const masks = constant.map(({ mask }) => mask);
    const gains = constant.map(({ angle }) => -reduceAngle(0.5 * angle.constant));
    transform(engine, masks, gains, { bits: all.length, target, scale: 1 });
  });
}

/** A table from what phases gain by even parity with each mask; the adjoint state, not in use yet, is the work space. */
function transform(
  { layout, kernels, views }: Engine,
  masks: readonly number[],
  gains: readonly number[],
  into: { readonly bits: number; readonly target: number; readonly scale: number },
): void {
  const { doubles } = views();
  const first = layout.adjoint / 8;
  const size = 2 ** into.bits;
  doubles.fill(0, first, first + size);
  masks.forEach((mask, i) => {
    doubles[first + mask] = gains[i]!;
  });
  kernels.phases(layout.adjoint, layout.adjoint + size * 8, into.target, into.scale);
}
