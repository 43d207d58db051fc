import { ancestors } from '../graph/dependencies.ts';
import type { Program, TrainSettings } from '../program/index.ts';
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

/** Nothing is known yet. */
export function createLastTrial(
  program: Program,
  objective: number,
  { missing, execution }: Pick<TrainSettings, 'missing' | 'execution'>,
): LastTrial {
  const draws = ancestors(program, [objective]).some(
    (node) => program.nodes[node]!.operation.kind === 'draw',
  );
  const isRandom = draws || Object.keys(missing).length > 0 || execution.shots !== null;
  return { isRandom, known: null };
}
