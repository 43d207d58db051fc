import type { SplitRows } from '../data/dataset.ts';
import { loadDataset } from '../data/load.ts';
import type { Host } from '../host.ts';
import { everyCircuit, isClassTask, UserProblem } from '../program/index.ts';
import type { Program, Run, TrainSettings } from '../program/index.ts';
import type { Rows } from '../graph/rows.ts';
import { objectiveInputs, trainedObjective } from '../train/outputs.ts';
import { createPacer } from '../train/pacer.ts';
import { requireTrainable } from '../train/trainable.ts';
import { leftOut, shuffled } from './ablate.ts';
import { logistic } from './classical/logistic.ts';
import type { Baseline, Lesson } from './classical/lesson.ts';
import { network, parameterTwin } from './classical/network.ts';
import { ridge } from './classical/ridge.ts';
import { search } from './classical/search.ts';
import { svm } from './classical/svm.ts';
import { svr } from './classical/svr.ts';
import { countWeights } from './count-weights.ts';
import { featureNodes } from './feature-nodes.ts';
import { featureTable } from './feature-table.ts';
import { judgedNodes, judgeOf } from './judge.ts';
import type { Judge } from './judge.ts';
import type { Against, Contestant, SeedResult } from './result.ts';
import { canEntangle, separableTwin } from './separable-twin.ts';
import { foldData, trainVariant } from './train-variant.ts';
import type { FoldData } from './train-variant.ts';
import { unfusedTwin } from './unfused-twin.ts';

export interface CompareRequest {
  /** With the seeds of this trial in its data and training. */
  readonly run: Run;
  readonly base: string;
  readonly host: Host;
  /** Who is compared with the model. */
  readonly against: readonly Against[];
  /** Modalities that are taken away, one at a time. */
  readonly ablate: readonly string[];
  /** Fewer epochs and settings: for a first look. */
  readonly isQuick: boolean;
  readonly signal: AbortSignal;
  /** Told of each contestant on each fold. */
  readonly onScore: (text: string) => void;
}

/**
 * The model and all that it is compared with, on the same splits with one seed.
 * @throws UserProblem for what is wrong with the data or the run
 */
export async function compareSeed(request: CompareRequest): Promise<SeedResult> {
  const { run, host, base } = request;
  const { settings } = requireTrainable(run);
  requireFresh(settings);
  const objective = trainedObjective(run.program, settings.objective);
  const judge = judgeOf(run.program, objective);
  const dataset = loadDataset({
    source: run.data!,
    inputs: run.program.inputs,
    base,
    host,
    needed: objectiveInputs(run.program, ...(objective ? [objective] : [])),
  });
  const features = new Map<number, Rows>();
  const contestants = new Map<string, Contestant>();
  for (const fold of dataset.folds.keys()) {
    const data = foldData(dataset, fold, features);
    requireTest(run, data);
    for (const entry of entriesOf(request, settings, judge)) {
      const started = host.now();
      const outcome = await entry.enter(data);
      request.signal.throwIfAborted();
      if (outcome === null) continue;
      const seconds = (host.now() - started) / 1000;
      const { name, kind } = entry;
      const known = contestants.get(name);
      const note = [...new Set([...(known?.notes ?? []), ...(outcome.note ? [outcome.note] : [])])];
      contestants.set(name, {
        name,
        kind,
        scores: [...(known?.scores ?? []), outcome.score],
        parameters: outcome.parameters,
        seconds: (known?.seconds ?? 0) + seconds,
        notes: note,
      });
      request.onScore(`${name}: ${judge.metric} ${outcome.score.toFixed(4)}`);
    }
  }
  const [first] = dataset.folds;
  return {
    metric: judge.metric,
    isBetterHigh: judge.isBetterHigh,
    overlap: overlapOf(run, first!.test.length / first!.train.length),
    contestants: [...contestants.values()],
  };
}

interface Entry {
  readonly name: string;
  readonly kind: Contestant['kind'];
  /** Null where it cannot take part. */
  enter(data: FoldData): Promise<{
    readonly score: number;
    readonly parameters: number;
    readonly note?: string;
  } | null>;
}

function entriesOf(request: CompareRequest, own: TrainSettings, judge: Judge): Entry[] {
  const { run, against, ablate, isQuick, host, signal } = request;
  const { program } = run;
  const settings = isQuick ? hurried(own) : own;
  const objective = trainedObjective(program, settings.objective);
  const targets = judgedNodes(program, objective, judge);
  const pacer = createPacer(host);
  const pause = (): Promise<void> => pacer.pause();
  const trained = async (variant: Program, data: FoldData, seen = data.columns) => {
    const scores = await trainVariant({
      program: variant,
      settings,
      data,
      seen,
      pool: host.pool,
      signal,
      pause,
    });
    return { score: judge.scoreOf(scores.test!), parameters: countWeights(variant, targets) };
  };
  const classical = (baseline: Baseline, kind: Contestant['kind']): Entry => ({
    name: baseline.name,
    kind,
    enter: async (data) => {
      const lesson = await lessonOf(program, targets, judge, data, {
        settings,
        signal,
        pause,
        host,
      });
      if (lesson === null) return null;
      const rows = labelled(data, judge);
      const { score, parameters, text } = await search(baseline, lesson, rows, isQuick);
      return { score, parameters, note: text };
    },
  });
  const classes = judge.task !== null && isClassTask(judge.task);
  const baselines: Partial<Record<Against, Baseline>> =
    judge.task === null
      ? {}
      : classes
        ? { logistic, svm, mlp: network }
        : { logistic: ridge, svm: svr, mlp: network };
  const asked = (name: Against): boolean => against.includes(name);
  const isEntangled = everyCircuit(program).some(({ gates }) => gates.some(canEntangle));
  const unfused = unfusedTwin(program);
  const gatesOf = (one: Program): number =>
    everyCircuit(one).reduce((sum, { gates }) => sum + gates.length, 0);

  return [
    { name: program.model, kind: 'model', enter: (data) => trained(program, data) },
    ...(['logistic', 'svm', 'mlp'] as const).flatMap((name) => {
      const baseline = baselines[name];
      return baseline && asked(name) ? [classical(baseline, 'classical')] : [];
    }),
    ...(asked('parameter_twin') && judge.task
      ? [classical(parameterTwin(countWeights(program, targets)), 'twin')]
      : []),
    ...(asked('separable_twin') && isEntangled
      ? [twin('without entanglement', separableTwin(program))]
      : []),
    ...(asked('unfused_twin') && gatesOf(unfused) < gatesOf(program)
      ? [twin('without gates between modalities', unfused)]
      : []),
    ...ablate.flatMap((name): Entry[] => [
      {
        name: `without ${name}`,
        kind: 'ablation',
        enter: async (data) => {
          const seen = leftOut(
            program,
            objective ? [objective.node, ...targets] : targets,
            name,
            data,
          );
          return seen && trained(program, data, seen);
        },
      },
      {
        name: `${name} shuffled`,
        kind: 'ablation',
        enter: (data) => trained(program, data, shuffled(name, data, settings.seed)),
      },
    ]),
  ];

  function twin(name: string, variant: Program): Entry {
    return { name, kind: 'twin', enter: (data) => trained(variant, data) };
  }
}

async function lessonOf(
  program: Program,
  targets: readonly number[],
  { task }: Judge,
  data: FoldData,
  shared: {
    readonly settings: TrainSettings;
    readonly signal: AbortSignal;
    readonly pause: () => Promise<void>;
    readonly host: Host;
  },
): Promise<Lesson | null> {
  if (task === null) return null;
  const truth = data.columns.get(task.label);
  const nodes = featureNodes(program, targets);
  if (truth?.values.length !== data.count || nodes.length === 0) return null;
  const features = await featureTable(program, nodes, data);
  if (features.size === 0) return null;
  return {
    features,
    truth: Float64Array.from(truth.values),
    classes: isClassTask(task) ? classesOf(program, task.label) : null,
    seed: shared.settings.seed,
    pool: shared.host.pool,
    signal: shared.signal,
    pause: shared.pause,
  };
}

/** Rows whose truth is known. */
function labelled({ rows, columns }: FoldData, { task }: Judge): SplitRows {
  const present = task && columns.get(task.label)?.present;
  if (!present) return rows;
  const known = (all: Uint32Array): Uint32Array => all.filter((row) => present[row] === 1);
  const { train, validate, test, name } = rows;
  return { train: known(train), validate: known(validate), test: known(test), name };
}

/** A number that is 0 or 1 is a class of two. */
function classesOf(program: Program, label: string): number {
  const type = program.inputs.find(({ name }) => name === label)?.type;
  return type?.kind === 'class' || type?.kind === 'word' ? type.count : 2;
}

function hurried(settings: TrainSettings): TrainSettings {
  const fewer = (epochs: number): number => Math.max(1, Math.ceil(epochs / 3));
  return {
    ...settings,
    epochs: fewer(settings.epochs),
    stages: settings.stages.map((stage) => ({ ...stage, epochs: fewer(stage.epochs) })),
  };
}

/** Do the trials draw their splits anew, or are they folds? Then their training splits overlap. */
function overlapOf({ data }: Run, share: number): number {
  const { split, source } = data!;
  if (split.kind === 'folds') return share;
  return split.kind === 'fractions' && source.kind !== 'windows' ? share : 0;
}

function requireFresh({ start, place }: TrainSettings): void {
  if (start === null) return;
  throw new UserProblem({
    code: 'not-yet',
    message:
      'This run starts from another one, which every contestant would have to repeat; `compare` cannot do that yet.',
    help: 'Compare the run that it starts from, or leave `start` out.',
    place,
  });
}

function requireTest({ data }: Run, { rows }: FoldData): void {
  if (rows.test.length > 0) return;
  throw new UserProblem({
    code: 'split-empty',
    message: `\`${data!.name}\` has no test split, and a comparison is about samples that nobody has learnt from.`,
    help: 'Keep some for it: `split: fractions(train: 0.6, validate: 0.2, test: 0.2)`.',
    place: data!.place,
  });
}
