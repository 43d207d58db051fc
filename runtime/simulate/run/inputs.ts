import { pendingCosines } from '../plan/fold.ts';
import type { Plan, Rate } from '../plan/plan.ts';
import type { Precision } from '../wasm/vector.ts';
import { createFormTable, reduceAngle } from './angles.ts';
import type { Engine, Reservation } from './engine.ts';
import { slotOrder } from './layout.ts';
import type { LeafOrder } from './leaves.ts';
import type { Arithmetic } from './passes.ts';

/** Turns leaf values into what kernels read: cosines and sines, diagonal tables, amplitudes. */
export interface Inputs {
  /** What does not depend on the batch; tells which arithmetic these values allow. */
  writeShared(shared: Float64Array): Arithmetic;
  writeSamples(shared: Float64Array, sampled: Float64Array, at: Reservation): void;
}

/** Factors of a state below this could take its numbers out of the range of their type. */
const SMALLEST_SCALE: Readonly<Record<Precision, number>> = { f32: 2 ** -40, f64: 2 ** -400 };

export function createInputs(engine: Engine, leaves: LeafOrder): Inputs {
  const { plan, layout, views, vector } = engine;
  const writeSlots = sharedSlots(engine, leaves);
  const scaleOf = scales(engine);
  const pending = pendingCosines(plan);
  const writeSampled = sampledSlots(engine, leaves);
  const writeAmplitudes = startAmplitudes(engine, leaves);
  const writeDiagonals = plan.diagonals.map((_, i) => diagonalTable(engine, leaves, i));
  return {
    writeShared: (shared) => {
      writeSlots(shared);
      const start = scaleOf(plan.startScale);
      const diagonals = plan.diagonals.map(({ scale }) => scaleOf(scale));
      const smallest = SMALLEST_SCALE[vector.precision];
      const fast = [start, ...diagonals].every((scale) => Math.abs(scale) >= smallest);
      const { numbers } = views();
      const fill = (address: number, value: number): void => {
        numbers.fill(value, address / vector.bytes, address / vector.bytes + vector.lanes);
      };
      fill(layout.startScale, fast ? start : 1);
      fill(layout.factors, 1);
      pending.forEach((slots, i) => {
        fill(layout.factors + 16 * (1 + i), fast ? scaleOf(slots) ** 2 : 1);
      });
      writeDiagonals.forEach((write, i) => {
        write(shared, fast ? diagonals[i]! : 1);
      });
      return fast ? 'fast' : 'plain';
    },
    writeSamples: (shared, sampled, at) => {
      writeSampled(shared, sampled, at);
      writeAmplitudes(shared, sampled, at);
    },
  };
}

/** The product of the cosines of some shared slots, which are where their angles were. */
function scales({ plan, layout, vector, views }: Engine) {
  const order = slotOrder(plan.slots);
  const first = layout.sharedAngles / 8;
  return (slots: readonly number[]): number => {
    const { doubles } = views();
    return slots.reduce((product, slot) => {
      return product * doubles[first + order[slot]! * vector.lanes]!;
    }, 1);
  };
}

function sharedSlots({ plan, layout, vector, kernels, views }: Engine, leaves: LeafOrder) {
  const { constants, terms } = slotForms(plan, 'shared', leaves.shared);
  const { lanes } = vector;
  const start = layout.sharedAngles / 8;
  const end = layout.sharedAngles + terms.count * lanes * 8;
  return (shared: Float64Array): void => {
    const { doubles } = views();
    for (let i = 0, at = start; i < terms.count; i++, at += lanes) {
      const angle = reduceAngle(0.5 * terms.evaluate(i, constants[i]!, shared, 0));
      for (let lane = 0; lane < lanes; lane++) doubles[at + lane] = angle;
    }
    kernels.tangents(layout.sharedAngles, end, layout.sharedCoefficients);
  };
}

function sampledSlots({ plan, layout, vector, kernels, views }: Engine, leaves: LeafOrder) {
  const { constants, terms } = slotForms(plan, 'sampled', leaves.sampled);
  const common = slotForms(plan, 'sampled', leaves.shared).terms;
  const bases = new Float64Array(terms.count);
  const { lanes } = vector;
  const { lane } = layout;
  return (shared: Float64Array, sampled: Float64Array, at: Reservation): void => {
    if (terms.count === 0) return;
    const { doubles } = views();
    for (let i = 0; i < terms.count; i++) bases[i] = common.evaluate(i, constants[i]!, shared, 0);
    for (let tile = 0; tile < at.tiles; tile++) {
      const block = at.lanes + tile * lane.size;
      const first = (block + lane.angles) / 8;
      for (let inTile = 0; inTile < lanes; inTile++) {
        const sample = tile * lanes + inTile;
        const leaf = sample * leaves.sampledCount;
        for (let i = 0; i < terms.count; i++) {
          doubles[first + i * lanes + inTile] =
            sample < at.batch ? reduceAngle(0.5 * terms.evaluate(i, bases[i]!, sampled, leaf)) : 0;
        }
      }
      const angles = block + lane.angles;
      kernels.angles(angles, angles + terms.count * lanes * 8, block + lane.coefficients);
    }
  };
}

function startAmplitudes({ plan, layout, vector, views }: Engine, leaves: LeafOrder) {
  const entries = plan.start.flatMap((block) => (block.kind === 'amplitudes' ? block.entries : []));
  const common = createFormTable(entries, leaves.shared);
  const own = createFormTable(entries, leaves.sampled);
  const { lanes, bytes } = vector;
  const { lane } = layout;
  return (shared: Float64Array, sampled: Float64Array, at: Reservation): void => {
    if (entries.length === 0) return;
    const { numbers } = views();
    for (let tile = 0; tile < at.tiles; tile++) {
      const first = (at.lanes + tile * lane.size + lane.amplitudes) / bytes;
      for (let i = 0; i < entries.length; i++) {
        const base = common.evaluate(i, entries[i]!.constant, shared, 0);
        for (let inTile = 0; inTile < lanes; inTile++) {
          const sample = tile * lanes + inTile;
          numbers[first + i * lanes + inTile] =
            sample < at.batch ? own.evaluate(i, base, sampled, sample * leaves.sampledCount) : 0;
        }
      }
    }
  };
}

function diagonalTable(engine: Engine, leaves: LeafOrder, index: number) {
  const { plan, layout, kernels, views } = engine;
  const { terms } = plan.diagonals[index]!;
  const forms = createFormTable(
    terms.map(({ angle }) => angle),
    leaves.shared,
  );
  const constants = terms.map(({ angle }) => angle.constant);
  const masks = terms.map(({ mask }) => mask);
  const first = layout.phases / 8;
  const size = 2 ** plan.bits;
  return (shared: Float64Array, scale: number): void => {
    const { doubles } = views();
    doubles.fill(0, first, first + size);
    for (let i = 0; i < masks.length; i++) {
      doubles[first + masks[i]!] = -reduceAngle(0.5 * forms.evaluate(i, constants[i]!, shared, 0));
    }
    kernels.phases(layout.phases, layout.phases + size * 8, layout.tables[index]!, scale);
  };
}

function slotForms(plan: Plan, rate: Rate, leafIndex: readonly number[]) {
  const forms = plan.slots.filter((slot) => slot.rate === rate).map(({ angle }) => angle);
  return {
    constants: Float64Array.from(forms, ({ constant }) => constant),
    terms: createFormTable(forms, leafIndex),
  };
}
