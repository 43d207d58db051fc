import type { Samples } from '../data/samples.ts';
import type { Measure, Truncation } from '../simulate/index.ts';
import type { Host } from '../host.ts';
import type { Run, UserProblem } from '../program/index.ts';

/** Metrics of one split: `loss`, `samples`, and by task `accuracy`, `mae`, `r2`, … and the model's own metrics. */
export type Scores = Readonly<Record<string, number>>;

export interface Progress {
  /**
   * `read` and `fit` before the first epoch, then `train`, then `solve`: solvers and what else is fitted once training
   * is over. `fraction` of this phase done, in [0, 1].
   */
  readonly phase: 'read' | 'fit' | 'train' | 'solve';
  readonly fraction: number;
  /** Of `train`: epochs finished, of how many. */
  readonly epoch: number;
  readonly epochs: number;
  /** Which fold, of how many. */
  readonly fold: number;
  readonly folds: number;
  /** Of the last finished epoch, by split. */
  readonly scores: { readonly train?: Scores; readonly validate?: Scores };
  readonly samplesPerSecond: number;
  readonly secondsLeft: number;
}

export interface TrainRequest {
  readonly run: Run;
  /** Of a program that has them in memory, in place of what the data source says. */
  readonly samples?: Samples;
  /** Folder of the .qmm file, which data paths are relative to. */
  readonly base: string;
  /** Source texts by path, stored in the run. */
  readonly sources: Readonly<Record<string, string>>;
  /** The run folder to write, e.g. `runs/scenes/1`. */
  readonly folder: string;
  /** Go on from the folder's checkpoint. */
  readonly resume: boolean;
  /** Folder of the run that `start` names, where that is another `train` of the same file. */
  readonly startFolder?: string;
  /** What the user asked on the command line, stored in the run: `--data`, `--seed`, `--set`. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly host: Host;
  /**
   * Runs the circuits of training steps; default: the simulator does. What it measures is taken as from
   * `execution.shots`, and scores of splits are the simulator's.
   */
  readonly measure?: Measure | undefined;
  readonly onProgress: (progress: Progress) => void;
  /** Told once of each remark on the data, when it has been read. */
  readonly onWarning?: (warning: UserProblem) => void;
  /** Told what matrix product states of wide circuits had to leave out, after each batch. */
  readonly onTruncation?: ((truncation: Truncation) => void) | undefined;
  /** Aborted by Ctrl-C: the checkpoint is written and the result says `interrupted`. */
  readonly signal: AbortSignal;
}

export interface TrainResult {
  readonly folder: string;
  readonly epochs: number;
  readonly seconds: number;
  readonly interrupted: boolean;
  /** Means over the folds where there are several. */
  readonly metrics: { readonly train: Scores; readonly validate?: Scores; readonly test?: Scores };
  readonly folds: readonly { readonly name: string; readonly test: Scores }[];
}
