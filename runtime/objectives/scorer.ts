import type { Evaluator } from '../graph/evaluator.ts';
import { guessOf } from '../graph/terms.ts';
import type { Metric, Objective, Program, Task } from '../program/index.ts';
import { binaryTally, classTally, meanTally, numberTally, perplexityTally } from './tally.ts';
import type { Tally } from './tally.ts';

/** Collects the loss, the metrics of the objective's tasks and the model's own metrics over batches. */
export interface Scorer {
  /** Takes in the first `batch` samples of what the evaluator last worked out. */
  add(batch: number): void;
  /** `loss`, `samples` (with at least one term of the objective), then the metrics. */
  scores(): Record<string, number>;
  /** `[truth][guess]` of the first classification; undefined where there is none. */
  confusion(): number[][] | undefined;
}

interface Judge {
  readonly prefix: string;
  readonly guess: number;
  readonly truth: number;
  readonly tally: Tally & { confusion?(): number[][] };
  /** Keep only this score, under this name. */
  readonly only?: { readonly score: string; readonly name: string };
}

/** Nodes a scorer reads. */
export function scoredNodes(
  objective: Objective | undefined,
  metrics: readonly Metric[],
): number[] {
  const tasks = objective?.tasks.flatMap((task) => [guessOf(task), task.truth]) ?? [];
  const own = metrics.flatMap((metric) => metric.inputs);
  return [...new Set([...(objective ? [objective.node] : []), ...tasks, ...own])];
}

export function createScorer(
  program: Program,
  objective: Objective | undefined,
  metrics: readonly Metric[],
  evaluator: Evaluator,
): Scorer {
  const judges = [
    ...taskJudges(program, objective),
    ...metrics.map((metric) => judgeOf(program, metric)),
  ];
  const watched = judges.map((judge) => ({
    ...judge,
    guessAbsent: evaluator.absent(judge.guess),
    truthAbsent: evaluator.absent(judge.truth),
  }));
  let loss = 0;
  let samples = 0;

  return {
    add(batch) {
      if (objective) {
        const { value, stride } = evaluator.operand(objective.node);
        for (let sample = 0; sample < batch; sample++) {
          if (!evaluator.counts(sample)) continue;
          loss += value[sample * stride]!;
          samples += 1;
        }
      } else samples += batch;
      for (const { guess, truth, tally, guessAbsent, truthAbsent } of watched) {
        for (let sample = 0; sample < batch; sample++) {
          if (guessAbsent(sample) || truthAbsent(sample)) continue;
          tally.add(ofSample(evaluator, guess, sample), ofSample(evaluator, truth, sample));
        }
      }
    },
    scores() {
      const result: Record<string, number> =
        objective && samples > 0 ? { loss: loss / samples } : {};
      result['samples'] = samples;
      for (const { prefix, tally, only } of watched) {
        for (const [name, score] of Object.entries(tally.scores())) {
          if (!only) result[prefix + name] = score;
          else if (only.score === name) result[only.name] = score;
        }
      }
      return result;
    },
    confusion: () => watched.find((judge) => 'confusion' in judge.tally)?.tally.confusion?.(),
  };
}

function taskJudges(program: Program, objective: Objective | undefined): Judge[] {
  const tasks = objective?.tasks ?? [];
  return tasks.map((task) => ({
    prefix: tasks.filter((each) => isAlike(each, task)).length > 1 ? `${task.label}.` : '',
    guess: guessOf(task),
    truth: task.truth,
    tally: tallyOf(program, task),
  }));
}

/** Would the two report the same scores? Then they are told apart by their labels. */
function isAlike(a: Task, b: Task): boolean {
  return (a.kind === 'regression') === (b.kind === 'regression');
}

function tallyOf(program: Program, task: Task): Judge['tally'] {
  switch (task.kind) {
    case 'classification':
      return classTally(program.nodes[task.scores]!.shape.at(-1) ?? 1);
    case 'binary':
      return binaryTally();
    case 'regression':
      return numberTally();
  }
}

function judgeOf(program: Program, { name, function: score, inputs }: Metric): Judge {
  const guess = inputs[0]!;
  const truth = inputs[1] ?? guess;
  const classes = program.nodes[guess]!.shape.at(-1);
  const tally = (): Judge['tally'] => {
    if (score === 'perplexity') return perplexityTally();
    if (score === 'mean') return meanTally();
    if (score === 'correlation' || score === 'concordance') return numberTally();
    return classes === undefined ? binaryTally() : classTally(classes);
  };
  return { prefix: '', guess, truth, tally: tally(), only: { score, name } };
}

function ofSample(evaluator: Evaluator, node: number, sample: number): Float64Array {
  const { value, stride, size } = evaluator.operand(node);
  return value.subarray(sample * stride, sample * stride + size);
}
