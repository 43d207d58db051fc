import { beginJoin, contractOthers, contractOwn, join } from '../kernels/join.ts';
import { field } from '../kernels/record.ts';
import { planOfSubsystem } from '../plan/plan.ts';
import { writePasses, writePassGradients } from './evolution.ts';
import { type Layout, layoutOfSubsystem } from './layout.ts';
import type { ProgramContext } from './passes.ts';
import { writeStart, writeStartGradients } from './start.ts';
import { type Trace, traceStates } from './trace.ts';
import { beginningVaries } from './varies.ts';

const AMPLITUDE = 32;

interface PlacedSubsystem {
  readonly context: ProgramContext;
  readonly trace: Trace;
  /** How many amplitudes it has, and how many all before it have together. */
  readonly count: number;
  readonly before: number;
  /** Its last state, relative to the tile's. */
  readonly state: number;
}

/** Writes what subsystems become by themselves, and their product into state 0 of the whole. */
export function writeSubsystems(context: ProgramContext): void {
  const placed = placeSubsystems(context);
  for (const { context: own, trace } of placed) {
    writeStart(own);
    writePasses(own, trace);
  }
  writeProducts(context, placed);
  const last = placed.at(-1)!;
  writeJoin(context, last, { offset: context.layout.origin, base: 'states' });
}

/** Gradients of all that subsystems do, from the adjoint of their product, which is used up. */
export function writeSubsystemGradients(context: ProgramContext): void {
  const { layout, writer } = context;
  const placed = placeSubsystems(context);
  writeProducts(context, placed);
  for (const { context: own, count, before, state } of placed.toReversed()) {
    const common = {
      [field.adjoint]: layout.adjoint,
      [field.size]: before * AMPLITUDE,
      [field.count]: count,
    };
    writer.step(contractOthers, {
      ...common,
      [field.scratch]: productAt(layout, before),
      [field.table]: own.layout.adjoint,
    });
    if (before > 1) {
      writer.step(contractOwn, { ...common, [field.source]: state, [field.stateMask]: -1 });
    }
  }
  for (const { context: own, trace } of placed) {
    const begins = beginningVaries(own.plan);
    writePassGradients(own, trace, 'keep', begins ? 'varies' : 'stays');
    if (begins) writeStartGradients(own);
  }
}

function placeSubsystems(context: ProgramContext): readonly PlacedSubsystem[] {
  const { plan, writer } = context;
  let before = 1;
  return plan.subsystems.map((subsystem, i) => {
    const layout = layoutOfSubsystem(context.layout, i);
    const own = planOfSubsystem(plan, subsystem);
    const trace = traceStates(own, 'keep');
    const count = 2 ** own.bits;
    const placed = {
      context: { ...context, plan: own, layout, writer: writer.within(layout) },
      trace,
      count,
      before,
      state: layout.origin + trace.last * layout.state,
    };
    before *= count;
    return placed;
  });
}

/** The products of the first subsystems, beginning with none: the scale of the whole. */
function writeProducts(context: ProgramContext, placed: readonly PlacedSubsystem[]): void {
  const { layout, writer } = context;
  writer.step(beginJoin, {
    [field.target]: productAt(layout, 1),
    ...writer.place(field.values, { offset: layout.startScale, base: 'absolute' }),
  });
  for (const one of placed.slice(0, -1)) {
    writeJoin(context, one, {
      offset: productAt(layout, one.before * one.count),
      base: 'absolute',
    });
  }
}

function writeJoin(
  { layout, writer }: ProgramContext,
  { before, count, state }: PlacedSubsystem,
  target: { readonly offset: number; readonly base: 'states' | 'absolute' },
): void {
  writer.step(join, {
    [field.scratch]: productAt(layout, before),
    [field.size]: before * AMPLITUDE,
    [field.source]: state,
    [field.stateMask]: -1,
    [field.count]: count,
    [field.values]: target.offset,
    [field.values + 1]: target.base === 'states' ? -1 : 0,
  });
}

/** Where the product of so many amplitudes is. */
function productAt({ prefixes }: Layout, amplitudes: number): number {
  return prefixes + amplitudes * AMPLITUDE;
}
