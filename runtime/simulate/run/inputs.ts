import type { Plan, Rate } from '../plan/plan.ts';
import { createFormTable, reduceAngle } from './angles.ts';
import type { Engine, Reservation } from './engine.ts';
import type { LeafOrder } from './leaves.ts';

/** Turns leaf values into what kernels read: cosines and sines, diagonal tables, amplitudes. */
export interface Inputs {
  write(shared: Float64Array, sampled: Float64Array, at: Reservation): void;
}

export function createInputs(engine: Engine, leaves: LeafOrder): Inputs {
  const { plan } = engine;
  const writeShared = sharedSlots(engine, leaves);
  const writeSampled = sampledSlots(engine, leaves);
  const writeAmplitudes = startAmplitudes(engine, leaves);
  const writeDiagonals = plan.diagonals.map((_, i) => diagonalTable(engine, leaves, i));
  return {
    write: (shared, sampled, at) => {
      writeShared(shared);
      for (const write of writeDiagonals) write(shared);
      writeSampled(shared, sampled, at);
      writeAmplitudes(shared, sampled, at);
    },
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
    kernels.angles(layout.sharedAngles, end, layout.sharedCoefficients);
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
  return (shared: Float64Array): void => {
    const { doubles } = views();
    doubles.fill(0, first, first + size);
    for (let i = 0; i < masks.length; i++) {
      doubles[first + masks[i]!] = -reduceAngle(0.5 * forms.evaluate(i, constants[i]!, shared, 0));
    }
    kernels.phases(layout.phases, layout.phases + size * 8, layout.tables[index]!);
  };
}

function slotForms(plan: Plan, rate: Rate, leafIndex: readonly number[]) {
  const forms = plan.slots.filter((slot) => slot.rate === rate).map(({ angle }) => angle);
  return {
    constants: Float64Array.from(forms, ({ constant }) => constant),
    terms: createFormTable(forms, leafIndex),
  };
}
