import { everyCircuit, isClassTask } from '../program/index.ts';
import type { Program, TrainSettings } from '../program/index.ts';
import { trainedObjective } from '../train/outputs.ts';
import { leftOut, shuffled } from './ablate.ts';
import type { Baseline } from './classical/lesson.ts';
import { logistic } from './classical/logistic.ts';
import { network, parameterTwin } from './classical/network.ts';
import { ridge } from './classical/ridge.ts';
import { search } from './classical/search.ts';
import { svm } from './classical/svm.ts';
import { svr } from './classical/svr.ts';
import { countWeights } from './count-weights.ts';
import { judgedNodes } from './judge.ts';
import type { Judge } from './judge.ts';
import { lessonOf } from './lesson-of.ts';
import type { LessonRows } from './lesson-of.ts';
import type { CompareRequest } from './request.ts';
import type { Contestant } from './result.ts';
import { canEntangle, separableTwin } from './separable-twin.ts';
import { trainVariant } from './train-variant.ts';
import type { FoldData } from './train-variant.ts';
import { unfusedTwin } from './unfused-twin.ts';

/** Somebody who takes part in one fold. */
export interface Entrant {
  readonly name: string;
  readonly kind: Contestant['kind'];
  /** Null where it turns out that it cannot. */
  enter(): Promise<Entered | null>;
}

export interface Entered {
  /** On the test split. */
  readonly score: number;
  readonly parameters: number;
  /** The settings that a search chose. */
  readonly note?: string;
}

/** All that take part in a fold, the model first; those that make no sense for the model are left out. */
export function entrantsOf(
  request: CompareRequest & { readonly pause: () => Promise<void> },
  settings: TrainSettings,
  judge: Judge,
  data: FoldData,
): Entrant[] {
  const { run, against, ablate, isQuick, host, signal, pause } = request;
  const { program } = run;
  const objective = trainedObjective(program, settings.objective);
  const targets = judgedNodes(program, objective, judge);
  const needed = objective ? [objective.node, ...targets] : targets;
  const shared = { signal, pool: host.pool, pause };

  const trained = async (variant: Program, seen = data.columns): Promise<Entered> => {
    const scores = await trainVariant({ ...shared, program: variant, settings, data, seen });
    return { score: judge.scoreOf(scores.test!), parameters: countWeights(variant, targets) };
  };
  let known: Promise<LessonRows | null> | undefined;
  const classical = (baseline: Baseline, kind: Contestant['kind']): Entrant => ({
    name: baseline.name,
    kind,
    enter: async () => {
      known ??= lessonOf(program, targets, judge, data, { ...shared, seed: settings.seed });
      const learnt = await known;
      if (learnt === null) return null;
      const { text, ...rest } = await search(baseline, learnt.lesson, learnt.rows, isQuick);
      const { leftOut: fewer } = learnt;
      return {
        ...rest,
        note: fewer === 0 ? text : `${text}, without the ${fewer} features that vary least`,
      };
    },
  });

  const model: Entrant = { name: program.model, kind: 'model', enter: () => trained(program) };
  const baselines = baselinesOf(judge)
    .filter(([name]) => against.includes(name))
    .map(([, baseline]) => classical(baseline, 'classical'));
  const twins: Entrant[] = [
    ...(judge.task && against.includes('parameter_twin')
      ? [classical(parameterTwin(countWeights(program, targets)), 'twin')]
      : []),
    ...circuitTwins(program)
      .filter(({ asked }) => against.includes(asked))
      .map(({ name, twin }): Entrant => ({ name, kind: 'twin', enter: () => trained(twin) })),
  ];
  const ablations = ablate.flatMap((name): Entrant[] => [
    {
      name: `without ${name}`,
      kind: 'ablation',
      enter: async () => {
        const seen = leftOut(program, needed, name, data);
        return seen && trained(program, seen);
      },
    },
    {
      name: `${name} shuffled`,
      kind: 'ablation',
      enter: () => trained(program, shuffled(name, data, settings.seed)),
    },
  ]);
  return [model, ...baselines, ...twins, ...ablations];
}

function baselinesOf({ task }: Judge): (readonly ['logistic' | 'svm' | 'mlp', Baseline])[] {
  if (task === null) return [];
  const isOfClasses = isClassTask(task);
  return [
    ['logistic', isOfClasses ? logistic : ridge],
    ['svm', isOfClasses ? svm : svr],
    ['mlp', network],
  ];
}

/** The model with fewer gates, where there are such gates. */
function circuitTwins(program: Program): {
  readonly asked: 'separable_twin' | 'unfused_twin';
  readonly name: string;
  readonly twin: Program;
}[] {
  const entanglers = (one: Program): number =>
    everyCircuit(one).reduce((sum, { gates }) => sum + gates.filter(canEntangle).length, 0);
  const all = entanglers(program);
  const [separable, unfused] = [separableTwin(program), unfusedTwin(program)];
  return [
    ...(all > 0
      ? [{ asked: 'separable_twin', name: 'without entanglement', twin: separable } as const]
      : []),
    ...(entanglers(unfused) < all
      ? [
          {
            asked: 'unfused_twin',
            name: 'without gates between modalities',
            twin: unfused,
          } as const,
        ]
      : []),
  ];
}
