import type { Column } from '../data/dataset.ts';
import { openEvaluation } from '../graph/evaluation.ts';
import type { Prepared } from '../graph/prepare.ts';
import { nothingLate } from '../graph/solved.ts';
import type { Late } from '../graph/solved.ts';
import type { Weights } from '../graph/weights.ts';
import { examinable } from './examinable.ts';
import type { Execution, Objective, Program } from '../program/index.ts';
import { blockOf } from './block.ts';
import type { DrawnGroup } from './drawings.ts';
import { createScorer, scoredNodes } from './scorer.ts';
import type { Truncation } from '../simulate/index.ts';
import type { Pool } from '../threads/pool.ts';

/** What a model is worth on some samples. */
export interface Examination {
  readonly scores: Readonly<Record<string, number>>;
  /** `[truth][guess]` of the first classification, if there is one. */
  readonly confusion?: readonly (readonly number[])[];
  /** Of the first generation, if there is one. */
  readonly drawings?: readonly DrawnGroup[];
}

export interface Examiner {
  /**
   * Scores the rows with the weights as they are now; `pause` is called after each batch.
   * @param trial examinations with the same number see the same outcomes of circuits; default 0
   */
  examine(rows: Uint32Array, pause: () => Promise<unknown>, trial?: number): Promise<Examination>;
}

export interface ExaminerRequest {
  readonly program: Program;
  readonly objective: Objective | undefined;
  readonly columns: ReadonlyMap<string, Column>;
  readonly prepared: Prepared;
  readonly weights: Weights;
  readonly precision: 'f32' | 'f64';
  readonly execution: Execution;
  /** Threads that share the work on a batch. Default: the calling one alone. */
  readonly pool?: Pool | undefined;
  /** Told what matrix product states of wide circuits had to leave out, after each batch. */
  readonly onTruncation?: ((truncation: Truncation) => void) | undefined;
  /** Of the numbers that are drawn: the same ones at each examination. */
  readonly seed: number;
  readonly without: readonly string[];
  readonly substitutes: ReadonlyMap<number, Float64Array>;
  /** What was fitted after training; before, what stands on it is not examined. Default: nothing was. */
  readonly late?: Late;
}

export function createExaminer(request: ExaminerRequest): Examiner {
  const { objective } = request;
  const program = examinable(request.program, request.late ?? nothingLate);
  const targets = scoredNodes(objective, program.metrics, program.judged);
  const block = blockOf(program, targets);
  const { evaluator, loader } = openEvaluation({
    ...request,
    targets,
    capacity: block,
    differentiate: 'none',
    dropped: [],
  });
  return {
    async examine(rows, pause, trial) {
      const scorer = createScorer(program, objective, program.metrics, evaluator, program.judged);
      evaluator.restartDraws('examine', trial);
      for (let start = 0; start < rows.length; start += block) {
        const batch = Math.min(block, rows.length - start);
        loader.load(rows, start, batch);
        evaluator.forward(batch);
        scorer.add(batch);
        await pause();
      }
      const confusion = scorer.confusion();
      const drawings = scorer.drawings();
      return {
        scores: scorer.scores(),
        ...(confusion ? { confusion } : {}),
        ...(drawings ? { drawings } : {}),
      };
    },
  };
}
