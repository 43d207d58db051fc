import type { Column } from '../data/dataset.ts';
import type { Execution, GradientMethod, Objective, Program } from '../program/index.ts';
import { frontier } from './dependencies.ts';
import { createEvaluator } from './evaluator.ts';
import type { Evaluator } from './evaluator.ts';
import { partialColumns } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { createLoader } from './rows.ts';
import type { Loader } from './rows.ts';
import { nothingLate } from './solved.ts';
import type { Late } from './solved.ts';
import type { Weights } from './weights.ts';
import type { Asking, Truncation } from '../simulate/index.ts';
import type { Pool } from '../threads/pool.ts';

export interface EvaluationRequest {
  readonly program: Program;
  readonly columns: ReadonlyMap<string, Column>;
  /** Made for these targets or more, and for the modalities that are dropped or left out. */
  readonly prepared: Prepared;
  readonly weights: Weights;
  readonly targets: readonly number[];
  readonly objective?: Pick<Objective, 'node'> | undefined;
  readonly capacity: number;
  readonly differentiate: 'weights' | 'none';
  readonly precision: 'f32' | 'f64';
  /** Of the circuits. Default: exactly. */
  readonly execution?: Execution;
  /** How circuits are differentiated. Default: `adjoint`. */
  readonly gradient?: GradientMethod;
  /** Runs circuits elsewhere. Default: all run here. */
  readonly asking?: Asking | undefined;
  /** Threads that share the work on a batch. Default: the calling one alone. */
  readonly pool?: Pool | undefined;
  /** Told what matrix product states of wide circuits had to leave out, after each batch. */
  readonly onTruncation?: ((truncation: Truncation) => void) | undefined;
  /** Trained parameters, by index. Default: all. */
  readonly trained?: (parameter: number) => boolean;
  /** Of the numbers that are drawn. Default: 0. */
  readonly seed?: number;
  /** Modalities that training drops at random, so that any sample may lack them. */
  readonly dropped: readonly string[];
  /** Modalities that count as absent in every sample. */
  readonly without: readonly string[];
  /** What stands in, by node, for values that an absent modality takes away. */
  readonly substitutes: ReadonlyMap<number, Float64Array>;
  /** What was fitted after training. Default: nothing was. */
  readonly late?: Late;
}

/** An evaluator over a prepared data set: load some rows, run forward, read the operands. */
export interface Evaluation {
  readonly evaluator: Evaluator;
  readonly loader: Loader;
}

export function openEvaluation(request: EvaluationRequest): Evaluation {
  const { program, columns, prepared, substitutes } = request;
  const late = request.late ?? nothingLate;
  const known = frontier(program, request.targets, prepared.moving).filter(
    (node) => !substitutes.has(node),
  );
  const evaluator = createEvaluator({
    ...request,
    given: new Set([...known, ...late.fits.keys(), ...substitutes.keys()]),
    solved: late.solved,
    stoodIn: new Set(substitutes.keys()),
    mayLack: [...new Set([...partialColumns(columns), ...request.dropped, ...request.without])],
  });
  const sampled = new Map(
    known
      .filter((node) => program.nodes[node]!.rate === 'sample' && evaluator.has(node))
      .map((node) => [node, prepared.sampled.get(node)!]),
  );
  for (const [node, value] of [...prepared.shared, ...late.fits]) {
    if (evaluator.has(node)) evaluator.operand(node).value.set(value);
  }
  for (const [node, value] of substitutes) {
    if (!evaluator.has(node)) continue;
    const operand = evaluator.operand(node);
    for (let sample = 0; sample < request.capacity; sample++) {
      operand.value.set(value, sample * operand.stride);
    }
  }
  return { evaluator, loader: createLoader(evaluator, sampled, columns, new Set(request.without)) };
}
