import { JOB_BYTES } from '../kernels/job.ts';
import { AMPLITUDE } from '../kernels/record.ts';
import { type Plan, planOfSubsystem, type Slot } from '../plan/plan.ts';
import type { Vector } from '../wasm/vector.ts';
import { alignUp, type Range } from './address.ts';
import { type Cells, formsOf, startEntries, valuesOf } from './cells.ts';
import { constantText, type TableMethod } from './tables.ts';
import { traceStates } from './trace.ts';
import { diagonalVaries } from './varies.ts';

/**
 * What kernels write that is no tile's own, so that each thread needs it for itself. A list with addresses in here must
 * have the thread in its key of the store.
 */
interface Work {
  /** What adds up over tiles: `sharedGradients` and `weights`. */
  readonly sums: Range;
  /** A gradient vector for each of the cells that tiles share. */
  readonly sharedGradients: number;
  /** Of a diagonal without gradients, nothing. */
  readonly weights: readonly number[];
  /** Takes gradients nobody asks for. */
  readonly sink: number;
  /** Sums of the real and of the imaginary part, of up to three rotations. */
  readonly overlaps: number;
  readonly adjoint: number;
  /** Of each subsystem. */
  readonly adjoints: readonly number[];
  readonly scratch: number;
  readonly prefixes: number;
  /** All of these. */
  readonly work: Range;
}

/** Addresses (bytes) of all that does not depend on the batch. */
export interface Layout extends Work {
  /** Bytes of one state, and where the first one is after a tile's base: subsystems' come before. */
  readonly state: number;
  readonly origin: number;
  readonly subsystems: readonly Pick<Layout, 'state' | 'origin' | 'startScale'>[];
  /** Float64 values of the shared leaves, and their gradients. */
  readonly leaves: number;
  readonly leafGradients: number;
  /** Float64 cells of values and of gradients. */
  readonly values: number;
  readonly gradients: number;
  /** Cosines, sines and tangents of the shared slots. */
  readonly sharedCoefficients: number;
  /** What chunks of tiles are run by. */
  readonly jobs: { readonly forward: number; readonly backward: number };
  readonly tables: readonly number[];
  /** For each diagonal, the table of its constant angles; undefined where it has none. */
  readonly constants: readonly (number | undefined)[];
  /** The vector that the start state grows from. */
  readonly startScale: number;
  /** A vector of ones, then for each pass the squares of its pending cosines multiplied together. */
  readonly factors: number;
  /** Float64 zeros, one for each value of the readouts. */
  readonly zeros: number;
  /** The first address after all of these. */
  readonly end: number;
  readonly lane: LaneLayout;
}

/** Offsets in the lane block that each tile has. */
interface LaneLayout {
  readonly coefficients: number;
  /** What kernels add to: gradients of angles, then of amplitudes up to `cleared`. */
  readonly gradients: number;
  readonly amplitudeGradients: number;
  readonly cleared: number;
  readonly values: number;
  readonly weights: number;
  readonly amplitudes: number;
  readonly size: number;
}

const VECTOR = 16;
/** A cosine vector and a sine vector; of shared slots, a tangent vector as well. */
export const COEFFICIENTS = 2 * VECTOR;
export const SHARED_COEFFICIENTS = 3 * VECTOR;
/** Keeps address 0 free, so that an unset address is harmless to read. */
const FIRST = 64;

export function layOut(
  plan: Plan,
  v: Vector,
  { cells, methods }: { readonly cells: Cells; readonly methods: readonly TableMethod[] },
): Layout {
  const sharedLeaves = plan.sampled.filter((sampled) => !sampled).length;
  let end = FIRST;
  const take = (size: number): number => {
    const start = end;
    end = alignUp(end + size);
    return start;
  };
  const takeTable = (bits: number): number => take(2 ** bits * 2 * v.bytes);
  const constants = new Map<string, number>();
  const fixed = {
    ...layOutStates(plan, take),
    leaves: take(sharedLeaves * 8),
    leafGradients: take(sharedLeaves * 8),
    values: take(cells.values.count * 8),
    gradients: take(cells.gradients.count * 8),
    sharedCoefficients: take(cells.values.bases * SHARED_COEFFICIENTS),
    jobs: { forward: take(JOB_BYTES), backward: take(JOB_BYTES) },
    tables: plan.diagonals.map(({ bits }) => takeTable(bits)),
    constants: methods.map((method, i) => {
      const text = method.kind === 'product' ? constantText(method) : '';
      if (text === '') return undefined;
      const known = constants.get(text) ?? takeTable(plan.diagonals[i]!.bits);
      constants.set(text, known);
      return known;
    }),
    startScale: take(VECTOR),
    factors: take((1 + plan.passes.length) * VECTOR),
    zeros: take(valuesOf(plan) * 8),
    lane: layOutLane(plan),
  };
  const work = layOutWork(plan, cells, end);
  return { ...fixed, ...work, end: work.work.end };
}

/** All states of a subsystem are kept: they are few and small. */
function layOutStates(
  plan: Plan,
  take: (size: number) => number,
): Pick<Layout, 'state' | 'origin' | 'subsystems'> {
  let origin = 0;
  const subsystems = plan.subsystems.map((subsystem) => {
    const state = 2 ** subsystem.bits * AMPLITUDE;
    const first = origin;
    const { last } = traceStates(planOfSubsystem(plan, subsystem), 'keep');
    origin += (last + 1) * state;
    return { state, origin: first, startScale: take(VECTOR) };
  });
  return { state: 2 ** plan.bits * AMPLITUDE, origin, subsystems };
}

/** The layout as a subsystem sees it. */
export function layoutOfSubsystem(layout: Layout, index: number): Layout {
  const adjoint = layout.adjoints[index]!;
  return { ...layout, ...layout.subsystems[index]!, adjoint, subsystems: [], adjoints: [] };
}

/** The layout for another thread, whose work begins elsewhere. */
export function moveWork(layout: Layout, plan: Plan, cells: Cells, start: number): Layout {
  return { ...layout, ...layOutWork(plan, cells, start) };
}

function layOutWork(plan: Plan, cells: Cells, start: number): Work {
  const amplitudes = 2 ** plan.bits;
  let end = start;
  const take = (size: number): number => {
    const from = end;
    end = alignUp(end + size);
    return from;
  };
  const sums = {
    sharedGradients: take(cells.gradients.shared * VECTOR),
    weights: plan.diagonals.map(({ bits }, i) =>
      take(diagonalVaries(plan, i) ? 2 ** bits * VECTOR : 0),
    ),
    sums: { start, end },
  };
  return {
    ...sums,
    sink: take(VECTOR),
    overlaps: take(2 * 3 * VECTOR),
    adjoint: take(amplitudes * AMPLITUDE),
    adjoints: plan.subsystems.map(({ bits }) => take(2 ** bits * AMPLITUDE)),
    scratch: take(amplitudes * AMPLITUDE),
    prefixes: take(amplitudes * AMPLITUDE),
    work: { start, end },
  };
}

function layOutLane(plan: Plan): LaneLayout {
  const sampled = formsOf(plan, 'sampled').length;
  const amplitudes = startEntries(plan).length;
  const values = valuesOf(plan);
  let end = 0;
  const take = (count: number): number => {
    const start = end;
    end += count * VECTOR;
    return start;
  };
  return {
    coefficients: take(2 * sampled),
    gradients: take(sampled),
    amplitudeGradients: take(amplitudes),
    cleared: end,
    values: take(values),
    weights: take(values),
    amplitudes: take(amplitudes),
    size: alignUp(end),
  };
}

/** A slot's number among those of its rate. */
export function slotOrder(slots: readonly Slot[]): readonly number[] {
  const next = { shared: 0, sampled: 0 };
  return slots.map(({ rate }) => next[rate]++);
}
