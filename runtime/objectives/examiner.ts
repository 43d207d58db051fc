import type { Column } from '../data/dataset.ts';
import { openEvaluation } from '../graph/evaluation.ts';
import type { Prepared } from '../graph/prepare.ts';
import type { Weights } from '../graph/weights.ts';
import type { Objective, Program } from '../program/index.ts';
import { createScorer, scoredNodes } from './scorer.ts';

/** What a model is worth on some samples. */
export interface Examination {
  readonly scores: Readonly<Record<string, number>>;
  /** `[truth][guess]` of the first classification, if there is one. */
  readonly confusion?: readonly (readonly number[])[];
}

export interface Examiner {
  /** Scores the rows with the weights as they are now; `pause` is called after each batch. */
  examine(rows: Uint32Array, pause: () => Promise<unknown>): Promise<Examination>;
}

export interface ExaminerRequest {
  readonly program: Program;
  readonly objective: Objective | undefined;
  readonly columns: ReadonlyMap<string, Column>;
  readonly prepared: Prepared;
  readonly weights: Weights;
  readonly precision: 'f32' | 'f64';
  /** Of the numbers that are drawn: the same ones at each examination. */
  readonly seed: number;
  readonly without: readonly string[];
  readonly substitutes: ReadonlyMap<number, Float64Array>;
}

const BATCH = 256;

export function createExaminer(request: ExaminerRequest): Examiner {
  const { program, objective } = request;
  const { evaluator, loader } = openEvaluation({
    ...request,
    targets: scoredNodes(objective, program.metrics),
    capacity: BATCH,
    differentiate: 'none',
    dropped: [],
  });
  return {
    async examine(rows, pause) {
      const scorer = createScorer(program, objective, program.metrics, evaluator);
      evaluator.restartDraws('examine');
      for (let start = 0; start < rows.length; start += BATCH) {
        const batch = Math.min(BATCH, rows.length - start);
        loader.load(rows, start, batch);
        evaluator.forward(batch);
        scorer.add(batch);
        await pause();
      }
      const confusion = scorer.confusion();
      return { scores: scorer.scores(), ...(confusion ? { confusion } : {}) };
    },
  };
}
