import { ancestors } from '../graph/dependencies.ts';
import type { Program } from '../program/index.ts';
import type { Told } from './optimise/trials.ts';
import type { Scores } from './progress.ts';

export interface Trial extends Told {
  readonly scores: Scores;
}

/** Where the weights stood after a stage's last step, and what was found there: it need not be worked out again. */
export interface LastTrial {
  /** Are losses drawn, so that another step finds others? */
  readonly isRandom: boolean;
  known: { readonly values: Float64Array; readonly trial: Trial } | null;
}

/** Nothing is known yet. @param missing modality dropout, by modality */
export function createLastTrial(
  program: Program,
  objective: number,
  missing: Readonly<Record<string, number>>,
): LastTrial {
  const draws = ancestors(program, [objective]).some(
    (node) => program.nodes[node]!.operation.kind === 'draw',
  );
  return { isRandom: draws || Object.keys(missing).length > 0, known: null };
}
