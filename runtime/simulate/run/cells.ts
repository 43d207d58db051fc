import type { Form } from '../plan/form.ts';
import { evolutionsOf, type Plan, type Rate, readoutSize } from '../plan/plan.ts';
import type { TableMethod } from './tables.ts';
import { diagonalVaries } from './varies.ts';

/** Which float64 numbers lie between leaves and kernels, by their positions. */
export interface Cells {
  /** What forms over shared leaves come to. */
  readonly values: {
    /** Half the angles of the shared slots begin at 0; those of the sampled ones, without what is of the sample. */
    readonly bases: number;
    /** Amplitudes of the start, without what is of the sample. */
    readonly entries: number;
    /** Angles of each diagonal's table. */
    readonly tables: readonly number[];
    readonly count: number;
  };
  /** Gradients, summed over the batch; those of the shared slots begin at 0. */
  readonly gradients: {
    /** Of each diagonal's angles. */
    readonly tables: readonly number[];
    /** Of the sampled slots, and of the amplitudes of the start. */
    readonly bases: number;
    readonly entries: number;
    readonly count: number;
    /** How many of the first ones are summed from vectors that all tiles share. */
    readonly shared: number;
  };
}

export function countCells(plan: Plan, methods: readonly TableMethod[]): Cells {
  const [slots, sampled] = [formsOf(plan, 'shared').length, formsOf(plan, 'sampled').length];
  const entries = startEntries(plan).length;
  const bases = even(slots);
  const angles = methods.map((method) =>
    method.kind === 'product' ? method.masks.length : method.angles.length,
  );
  const isShared = methods.map((method, i) => method.kind === 'product' && diagonalVaries(plan, i));
  const shared = angles.reduce((sum, count, i) => sum + (isShared[i] ? count : 0), slots);
  const behind = starts(
    angles.map((count, i) => (isShared[i] ? 0 : count)),
    shared + sampled + entries,
  );
  const before = starts(
    angles.map((count, i) => (isShared[i] ? count : 0)),
    slots,
  );
  const tables = starts(angles, bases + sampled + entries);
  return {
    values: { bases, entries: bases + sampled, tables: tables.each, count: tables.end },
    gradients: {
      tables: isShared.map((yes, i) => (yes ? before : behind).each[i]!),
      bases: shared,
      entries: shared + sampled,
      count: behind.end,
      shared,
    },
  };
}

/** Angles of the slots of one kind. */
export function formsOf(plan: Plan, rate: Rate): readonly Form[] {
  return plan.slots.filter((slot) => slot.rate === rate).map(({ angle }) => angle);
}

/** Amplitudes that the start state is made of. */
export function startEntries(plan: Plan): readonly Form[] {
  return evolutionsOf(plan).flatMap(({ start }) =>
    start.flatMap((block) => (block.kind === 'amplitudes' ? block.entries : [])),
  );
}

/** Numbers per sample that the readouts give. */
export function valuesOf(plan: Plan): number {
  return plan.readouts.reduce((sum, readout) => sum + readoutSize(readout), 0);
}

/** Kernels turn shared angles two at a time. */
function even(count: number): number {
  return count + (count % 2);
}

function starts(
  counts: readonly number[],
  first: number,
): { readonly each: readonly number[]; readonly end: number } {
  let end = first;
  const each = counts.map((count) => {
    const start = end;
    end += count;
    return start;
  });
  return { each, end };
}
