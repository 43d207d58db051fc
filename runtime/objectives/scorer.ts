import type { Evaluator } from '../graph/evaluator.ts';
import { guessOf } from '../program/index.ts';
import type { Metric, Objective, Program, Task } from '../program/index.ts';
import { recallAt } from './retrieval.ts';
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

/** Nodes a scorer reads. @param judged what solvers judge, where they are fitted */
export function scoredNodes(
  objective: Objective | undefined,
  metrics: readonly Metric[],
  judged: readonly Task[] = [],
): number[] {
  const tasks = [...(objective?.tasks ?? []), ...judged].flatMap((task) => [
    guessOf(task),
    task.truth,
  ]);
  const own = metrics.flatMap((metric) => metric.inputs);
  return [...new Set([...(objective ? [objective.node] : []), ...tasks, ...own])];
}

export function createScorer(
  program: Program,
  objective: Objective | undefined,
  metrics: readonly Metric[],
  evaluator: Evaluator,
  judged: readonly Task[] = [],
): Scorer {
  const judges = [
    ...taskJudges(program, objective, judged),
    ...metrics
      .filter((metric) => metric.function !== 'recall')
      .map((metric) => judgeOf(program, metric)),
  ];
  const rankings = metrics
    .filter((metric) => metric.function === 'recall')
    .map((metric) => rankingOf(metric, evaluator));
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
      for (const ranking of rankings) ranking.add(batch);
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
      for (const ranking of rankings) {
        const score = ranking.share();
        if (score !== undefined) result[ranking.name] = score;
      }
      return result;
    },
    confusion: () => watched.find((judge) => 'confusion' in judge.tally)?.tally.confusion?.(),
  };
}

function taskJudges(
  program: Program,
  objective: Objective | undefined,
  judged: readonly Task[],
): Judge[] {
  const tasks = objective?.tasks ?? [];
  const all = [...tasks, ...judged];
  const isAlone = (task: Task): boolean => all.filter((each) => isAlike(each, task)).length === 1;
  return all.map((task) => {
    const name = tasks.includes(task) ? task.label : readoutOf(program, guessOf(task));
    return {
      prefix: isAlone(task) ? '' : `${name ?? task.label}.`,
      guess: guessOf(task),
      truth: task.truth,
      tally: tallyOf(program, task),
    };
  });
}

/** The readout that shows a solver's scores, as they are or as the class that they say. */
function readoutOf({ readouts, nodes }: Program, scores: number): string | undefined {
  return readouts.find(({ node }) => node === scores || nodes[node]!.inputs[0] === scores)?.name;
}

/** Recall among the samples of each batch. */
function rankingOf(
  { name, inputs, at = 1 }: Metric,
  evaluator: Evaluator,
): { readonly name: string; add(batch: number): void; share(): number | undefined } {
  const node = inputs[0]!;
  const absent = evaluator.absent(node);
  let [found, asked] = [0, 0];
  return {
    name,
    add(batch) {
      const { value } = evaluator.operand(node);
      const counted = Array.from({ length: batch }, (_, sample) => sample).filter(
        (sample) => !absent(sample),
      );
      if (counted.length === 0) return;
      const pairs = counted.flatMap((left) => counted.map((right) => value[left * batch + right]!));
      found += counted.length * recallAt(pairs, counted.length, at);
      asked += counted.length;
    },
    share: () => (asked === 0 ? undefined : found / asked),
  };
}

/** Would the two report the same scores? Then they are told apart by their labels. */
function isAlike(a: Task, b: Task): boolean {
  return (a.kind === 'regression') === (b.kind === 'regression');
}

function tallyOf(program: Program, task: Task): Judge['tally'] {
  switch (task.kind) {
    case 'classification':
    case 'decision':
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
