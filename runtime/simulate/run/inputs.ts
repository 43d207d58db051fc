import { pendingCosines } from '../plan/fold.ts';
import type { Precision } from '../wasm/vector.ts';
import type { Engine } from './engine.ts';
import type { Reservation } from './jobs.ts';
import { slotOrder } from './layout.ts';
import type { Arithmetic } from './passes.ts';
import { tableWriters } from './table-writers.ts';

/** Turns leaf values into what kernels read: cosines and sines, diagonal tables, amplitudes. */
export interface Inputs {
  /** What does not depend on the batch; tells which arithmetic these values allow. */
  writeShared(shared: Float64Array): Arithmetic;
  /** After `writeShared`. */
  writeSamples(sampled: Float64Array, at: Reservation): void;
}

/** Factors of a state below this could take its numbers out of the range of their type. */
const SMALLEST_SCALE: Readonly<Record<Precision, number>> = { f32: 2 ** -40, f64: 2 ** -400 };

export function createInputs(engine: Engine): Inputs {
  const { plan, layout, transfers, vector, kernels, views } = engine;
  const { values: cells } = transfers.cells;
  const scaleOf = scales(engine);
  const starts = [
    { address: layout.startScale, scale: scaleOf(plan.startScale) },
    ...plan.subsystems.map(({ startScale }, i) => ({
      address: layout.subsystems[i]!.startScale,
      scale: scaleOf(startScale),
    })),
  ];
  const tables = plan.diagonals.map(({ scale }) => scaleOf(scale));
  const pending = pendingCosines(plan).map(scaleOf);
  const writeTables = tableWriters(engine);
  const smallest = SMALLEST_SCALE[vector.precision];
  const valuesAt = layout.values;
  const slotsEnd = valuesAt + cells.bases * 8;
  const rowBytes = transfers.leaves.sampledCount * 8;
  const fill = (address: number, value: number): void => {
    views().numbers.fill(value, address / vector.bytes, address / vector.bytes + vector.lanes);
  };
  return {
    writeShared: (shared) => {
      views().doubles.set(shared, layout.leaves / 8);
      kernels.sums(transfers.values.start, transfers.values.end, layout.leaves, valuesAt);
      kernels.spreadTangents(valuesAt, slotsEnd, layout.sharedCoefficients);
      const scalesOfStarts = starts.map(({ scale }) => scale());
      const scalesOfTables = tables.map((scale) => scale());
      const fast = [...scalesOfStarts, ...scalesOfTables].every(
        (scale) => Math.abs(scale) >= smallest,
      );
      starts.forEach(({ address }, i) => {
        fill(address, fast ? scalesOfStarts[i]! : 1);
      });
      fill(layout.factors, 1);
      pending.forEach((scale, i) => {
        fill(layout.factors + 16 * (1 + i), fast ? scale() ** 2 : 1);
      });
      writeTables.forEach((write, i) => {
        write(fast ? scalesOfTables[i]! : 1);
      });
      return fast ? 'fast' : 'plain';
    },
    writeSamples: (sampled, at) => {
      const { doubles } = views();
      const { angles, entries } = transfers;
      const end = at.inputs / 8 + sampled.length;
      doubles.set(sampled, at.inputs / 8);
      doubles.fill(0, end, (at.inputs + at.tiles * vector.lanes * rowBytes) / 8);
      const into = (offset: number): [number, number, number, number, number] => [
        at.inputs,
        rowBytes,
        at.lanes + offset,
        at.tiles,
        layout.lane.size,
      ];
      if (angles.count > 0) {
        const bases = valuesAt + cells.bases * 8;
        kernels.angles(angles.start, angles.end, bases, ...into(layout.lane.coefficients));
      }
      if (entries.count > 0) {
        const bases = valuesAt + cells.entries * 8;
        kernels.vectors(entries.start, entries.end, bases, ...into(layout.lane.amplitudes));
      }
    },
  };
}

/** The product of the cosines of some shared slots, which are where their angles were. */
function scales({ plan, layout, views }: Engine) {
  const order = slotOrder(plan.slots);
  return (slots: readonly number[]) => {
    const cells = slots.map((slot) => layout.values / 8 + order[slot]!);
    return (): number => {
      const { doubles } = views();
      let product = 1;
      for (const cell of cells) product *= doubles[cell]!;
      return product;
    };
  };
}
