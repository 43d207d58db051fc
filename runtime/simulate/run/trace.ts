import type { DiagonalPass, Pass, PhasePass, Plan, RotationPass } from '../plan/plan.ts';
import { diagonalVaries, passVaries } from './varies.ts';

/**
 * How states are kept for the backward pass.
 * - `keep`: each state that gradients need, so that backward only walks the adjoint
 * - `reuse`: one state, overwritten by every pass
 */
export type Memory = 'keep' | 'reuse';

/** Passes that belong together in the backward walk, with the states before and after them. */
export type Segment =
  /** Rotations that commute: their gradients come from the state after all of them. */
  | {
      readonly kind: 'rotations';
      readonly passes: readonly RotationPass[];
      readonly from: number;
      readonly to: number;
    }
  /** Diagonals that follow each other: one state serves the gradients of all. */
  | {
      readonly kind: 'diagonals';
      readonly passes: readonly (DiagonalPass | PhasePass)[];
      readonly from: number;
      readonly to: number;
    };

export interface Trace {
  readonly segments: readonly Segment[];
  /** The state that is measured; states are numbered from 0, the start. */
  readonly last: number;
}

/** Decides which segments write a new state, because gradients need the one they read. */
export function traceStates(plan: Plan, memory: Memory): Trace {
  let current = 0;
  let needed = false;
  const segments = splitPasses(plan.passes).map((segment): Segment => {
    const from = current;
    const readsBefore =
      segment.kind === 'rotations' && diagonalVaries(plan, segment.passes[0]!.diagonal);
    if (memory === 'keep' && (needed || readsBefore)) current += 1;
    const varies = segment.passes.some((pass) => passVaries(plan, pass));
    needed = current === from ? needed || varies : varies;
    return { ...segment, from, to: current };
  });
  return { segments, last: current };
}

type Split =
  | { kind: 'rotations'; passes: RotationPass[] }
  | { kind: 'diagonals'; passes: (DiagonalPass | PhasePass)[] };

function splitPasses(passes: readonly Pass[]): readonly Split[] {
  const segments: Split[] = [];
  for (const pass of passes) {
    const last = segments.at(-1);
    if (pass.kind === 'rotation') {
      if (last?.kind === 'rotations' && last.passes[0]!.stage === pass.stage) {
        last.passes.push(pass);
      } else segments.push({ kind: 'rotations', passes: [pass] });
    } else if (last?.kind === 'diagonals') last.passes.push(pass);
    else segments.push({ kind: 'diagonals', passes: [pass] });
  }
  return segments;
}
