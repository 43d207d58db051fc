import type { Evaluator } from '../graph/evaluator.ts';
import { guessOf, isClassTask } from '../program/index.ts';
import type { Metric, Objective, Program, Task } from '../program/index.ts';
import { drawingTally } from './drawings.ts';
import type { DrawnGroup } from './drawings.ts';
import { recallAt } from './retrieval.ts';
import {
  answerTally,
  binaryTally,
  classTally,
  groupTally,
  meanTally,
  numberTally,
  perplexityTally,
} from './tally.ts';
import type { Tally } from './tally.ts';

/** Collects the loss, the metrics of the objective's tasks and the model's own metrics over batches. */
export interface Scorer {
  /** Takes in the first `batch` samples of what the evaluator last worked out. */
  add(batch: number): void;
  /** `loss`, `samples` (with at least one term of the objective), then the metrics. */
  scores(): Record<string, number>;
  /** `[truth][guess]` of the first `confusion` metric, else of the first classification; undefined without either. */
  confusion(): number[][] | undefined;
  /** What the first generation drew beside what is true; undefined where there is none. */
  drawings(): readonly DrawnGroup[] | undefined;
}

const NOTHING = new Float64Array(0);

interface Judge {
  readonly prefix: string;
  /** Nodes whose values it is given, in this order; a sample that lacks one is left out. */
  readonly reads: readonly number[];
  /** Further nodes, which may be absent: it is given an empty value then. */
  readonly also: readonly number[];
  readonly tally: Tally & {
    confusion?(): number[][];
    drawings?(): readonly DrawnGroup[];
  };
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
    ...readsOf(task),
    ...alsoOf(task),
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
    ...metrics.flatMap((metric) => (metric.function === 'recall' ? [] : [judgeOf(metric)])),
  ];
  const rankings = metrics.flatMap((metric) =>
    metric.function === 'recall' ? [rankingOf(metric, evaluator)] : [],
  );
  const watched = judges.map(({ reads, also, ...judge }) => ({
    ...judge,
    reads: reads.map((node) => watch(evaluator, node)),
    also: also.map((node) => watch(evaluator, node)),
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
      for (const { reads, also, tally } of watched) {
        const [guess, truth] = reads;
        if (reads.length === 2 && also.length === 0) {
          addPairs(tally, guess!, truth!, batch);
          continue;
        }
        for (let sample = 0; sample < batch; sample++) {
          if (reads.some(({ absent }) => absent(sample))) continue;
          tally.add(
            ...reads.map(({ rowOf }) => rowOf(sample)),
            ...also.map(({ rowOf, absent }) => (absent(sample) ? NOTHING : rowOf(sample))),
          );
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
    confusion: () => {
      const asked = watched.find(({ only }) => only?.score === 'confusion');
      const judge = asked ?? watched.find(({ tally }) => 'confusion' in tally);
      return judge?.tally.confusion?.();
    },
    drawings: () => watched.find((judge) => 'drawings' in judge.tally)?.tally.drawings?.(),
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
      reads: readsOf(task),
      also: alsoOf(task),
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
  { name, inputs, at }: Extract<Metric, { readonly function: 'recall' }>,
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

function readsOf(task: Task): number[] {
  const guessAndTruth = [guessOf(task), task.truth];
  return task.kind === 'generation'
    ? [...guessAndTruth, task.probabilities, task.distance]
    : guessAndTruth;
}

function alsoOf(task: Task): readonly number[] {
  return task.kind === 'generation' ? task.given : [];
}

/** Would the two report the same scores? Then they are told apart by their labels. */
function isAlike(a: Task, b: Task): boolean {
  return a.kind === b.kind || (isClassTask(a) && isClassTask(b));
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
    case 'generation': {
      const { operation } = program.nodes[task.distance]!;
      return drawingTally(operation.kind === 'mmd' ? operation.bandwidths : null);
    }
  }
}

type Judged = Exclude<Metric, { readonly function: 'recall' }>;

function judgeOf(metric: Judged): Judge {
  const { name, function: score, inputs } = metric;
  const guess = inputs[0]!;
  const truth = inputs[1] ?? guess;
  return {
    prefix: '',
    reads: [guess, truth],
    also: [],
    tally: metricTally(metric),
    only: { score, name },
  };
}

function metricTally(metric: Judged): Judge['tally'] {
  switch (metric.function) {
    case 'mean':
      return meanTally();
    case 'perplexity':
      return perplexityTally();
    case 'correlation':
    case 'concordance':
      return numberTally();
    case 'rand_index':
      return groupTally();
    case 'accuracy':
    case 'f1':
    case 'confusion':
      if (metric.guess === 'logit') return binaryTally();
      return metric.guess === 'class' ? answerTally(metric.classes) : classTally(metric.classes);
  }
}

/** What most judges ask for: a guess and a truth; this runs in every step. */
function addPairs(tally: Tally, guess: Watched, truth: Watched, batch: number): void {
  for (let sample = 0; sample < batch; sample++) {
    if (guess.absent(sample) || truth.absent(sample)) continue;
    tally.add(guess.rowOf(sample), truth.rowOf(sample));
  }
}

/** Who has no value at a node, and the values of the others. */
interface Watched {
  readonly absent: (sample: number) => boolean;
  readonly rowOf: (sample: number) => Float64Array;
}

function watch(evaluator: Evaluator, node: number): Watched {
  const { value, stride, size } = evaluator.operand(node);
  const rows: Float64Array[] = [];
  return {
    absent: evaluator.absent(node),
    // A view costs more than what is read through it.
    rowOf: (sample) => (rows[sample] ??= value.subarray(sample * stride, sample * stride + size)),
  };
}
