import type { EvaluationRequest } from '../evaluation.ts';

export interface LateRequest extends Pick<
  EvaluationRequest,
  | 'program'
  | 'columns'
  | 'prepared'
  | 'weights'
  | 'precision'
  | 'execution'
  | 'pool'
  | 'onTruncation'
> {
  /** Of the splits: the samples that solvers and statistics may see. */
  readonly training: Uint32Array;
  /** Of what solvers draw. */
  readonly seed: number;
  /** Nodes that will be asked for. */
  readonly targets: readonly number[];
  /** Called between chunks of samples: `fraction` of the work done, in [0, 1]. */
  readonly pause: (fraction: number) => Promise<void>;
}
