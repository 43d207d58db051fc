import type { NaturalGradient } from '../differentiate/natural-gradient.ts';
import type { Evaluation } from '../graph/evaluation.ts';
import type { Scorer } from '../objectives/scorer.ts';
import type { Asker } from '../simulate/index.ts';
import type { LastTrial } from './last-trial.ts';
import type { PlannedStage } from './plan.ts';
import type { Scores } from './progress.ts';
import type { TrainingState } from './state.ts';

export interface EpochRequest {
  readonly stage: PlannedStage;
  /** Epochs of this stage before this one, of how many in all rounds: what its schedule goes by. */
  readonly before: number;
  readonly epochs: number;
  /** Modality dropout: probability by modality. */
  readonly missing: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly evaluation: Evaluation;
  /** Where the circuits of the evaluation run, if not here. */
  readonly asker: Asker | undefined;
  /** Of a stage that `qng` trains. */
  readonly natural: NaturalGradient | undefined;
  readonly state: TrainingState;
  readonly rows: Uint32Array;
  readonly fold: number;
  /** Of this fold and epoch, `<fold>/<epoch>`: names its random streams `shuffle/…`, `missing/…`, `draw/<n>/…`. */
  readonly stream: string;
  readonly openScorer: () => Scorer;
  /** What the stage knows of where its weights stood after its last step. */
  readonly lastTrial: LastTrial;
  /** After each step, with the share of the epoch that is done. Says `stop` to break the epoch off. */
  readonly afterStep: (samples: number, done: number) => Promise<'go on' | 'stop'>;
}

export interface EpochEnd {
  readonly scores: Scores;
  /** Can the optimiser do nothing more? */
  readonly isDone: boolean;
}
