import { kernelNodes } from './kernel-nodes.ts';
import type { Column } from '../data/dataset.ts';
import { openEvaluation, type Evaluation } from '../graph/evaluation.ts';
import type { Prepared } from '../graph/prepare.ts';
import type { Weights } from '../graph/weights.ts';
import { guessOf, UserProblem } from '../program/index.ts';
import type { Objective, Program } from '../program/index.ts';

/** A model with weights and samples: what figures are about. */
export interface Subject {
  readonly program: Program;
  /** What is trained; undefined where the model only fits and solves. */
  readonly objective: Objective | undefined;
  /** Of the run, or those that a training would start from. */
  readonly weights: Weights;
  readonly isTrained: boolean;
  readonly columns: ReadonlyMap<string, Column>;
  readonly prepared: Prepared;
  /** Training samples that lack nothing, in the order of the data. */
  readonly rows: Uint32Array;
  /** How many training samples there are in all. */
  readonly training: number;
}

/** Everything of a model that figures look at. */
export function analysedNodes(program: Program, objective: Objective | undefined): number[] {
  const leaves = program.circuits.flatMap(({ leaves }) => leaves.map(({ node }) => node));
  const judged = (objective?.tasks ?? []).flatMap((task) => [guessOf(task), task.truth]);
  const kernels = kernelNodes(program).map(({ node }) => node);
  const trained = objective ? [objective.node] : [];
  return [...new Set([...leaves, ...judged, ...kernels, ...trained])];
}

/**
 * The first `most` of the rows that have every modality and label.
 * @throws UserProblem `split-empty` where no sample has everything
 */
export function wholeSamples(
  rows: Uint32Array,
  columns: ReadonlyMap<string, Column>,
  most: number,
): Uint32Array {
  const partial = [...columns.values()].flatMap(({ present }) => present ?? []);
  const whole = rows.filter((row) => partial.every((present) => present[row] === 1));
  if (whole.length > 0) return whole.slice(0, most);
  throw new UserProblem({
    code: 'split-empty',
    message: `None of the ${rows.length} training samples has every modality and label, and figures are about samples that lack nothing.`,
    help: 'Give data in which at least some samples are whole.',
  });
}

/** Opens an evaluator over the subject's samples, with these weights and all digits there are. */
export function evaluate(
  { program, objective, columns, prepared }: Subject,
  request: {
    readonly targets: readonly number[];
    readonly weights: Weights;
    readonly capacity: number;
    readonly differentiate: 'weights' | 'none';
  },
): Evaluation {
  return openEvaluation({
    ...request,
    program,
    columns,
    prepared,
    objective,
    precision: 'f64',
    dropped: [],
    without: [],
    substitutes: new Map(),
  });
}
