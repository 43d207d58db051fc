import type { Column, Dataset, SplitRows } from '../data/dataset.ts';
import { lateBehind, lateSources } from '../graph/late/index.ts';
import { frontier } from '../graph/dependencies.ts';
import { prepare } from '../graph/prepare.ts';
import type { Rows } from '../graph/rows.ts';
import { scoredNodes } from '../objectives/scorer.ts';
import type { Objective, Program, TrainSettings } from '../program/index.ts';
import { trainFold } from '../train/fold.ts';
import { initialise } from '../train/initialise.ts';
import { restrictOutputs, wantedNodes } from '../train/outputs.ts';
import { planTraining } from '../train/plan.ts';
import type { TrainingPlan } from '../train/plan.ts';
import type { Scores } from '../train/progress.ts';
import { createTrainingState } from '../train/state.ts';
import type { Pool } from '../threads/pool.ts';

/** Samples of one fold, as a contestant sees them. */
export interface FoldData {
  readonly count: number;
  readonly ids: readonly string[];
  readonly columns: ReadonlyMap<string, Column>;
  readonly rows: SplitRows;
  /** As `Dataset.groups`. */
  readonly groups: readonly string[] | null;
  readonly fold: { readonly index: number; readonly count: number };
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** Features that do not depend on the split, kept from contestant to contestant. */
  readonly features: Map<number, Rows>;
}

export interface VariantRequest {
  readonly program: Program;
  readonly settings: TrainSettings;
  readonly data: FoldData;
  /** What the samples look like to training and scoring where something was taken from them; statistics saw `data`. */
  readonly seen?: ReadonlyMap<string, Column>;
  readonly pool?: Pool | undefined;
  readonly signal: AbortSignal;
  readonly pause: () => Promise<void>;
}

/** Of the splits that have samples. */
export interface VariantScores {
  readonly train: Scores;
  readonly validate?: Scores | undefined;
  readonly test?: Scores | undefined;
}

export function foldData(dataset: Dataset, fold: number, features: Map<number, Rows>): FoldData {
  const { count, ids, classes } = dataset;
  return {
    count,
    ids,
    columns: dataset.columnsOf(fold),
    rows: dataset.folds[fold]!,
    groups: dataset.groups,
    fold: { index: fold, count: dataset.folds.length },
    vocabularies: dataset.vocabularies[fold]!,
    classes,
    features,
  };
}

/**
 * Trains a Program in memory as `train` would train it to a folder, and scores it.
 * @throws UserProblem where the loss is no number any more, or nothing is left to train
 */
export async function trainVariant(request: VariantRequest): Promise<VariantScores> {
  const { settings, data, signal } = request;
  const seen = request.seen ?? data.columns;
  const program = restrictOutputs(request.program, new Set(seen.keys()));
  const plan = planTraining(program, settings);
  const state = createTrainingState(program, plan);
  initialise(program, settings.seed, state.weights);
  const shared = {
    program,
    ...wanted(program, plan),
    count: data.count,
    training: data.rows.train,
    precision: settings.precision,
    execution: settings.execution,
    changing: {
      modalities: Object.keys(settings.missing),
      held: plan.held,
      outcomes: settings.execution.shots !== null,
    },
    pool: request.pool,
    weights: state.weights,
    pause: request.pause,
  };
  const { columns, features } = data;
  const first = await prepare({ ...shared, columns, features, fits: new Map() });
  const prepared =
    seen === columns
      ? first
      : await prepare({ ...shared, columns: seen, features: new Map(), fits: first.fits });
  const { checkpoint } = await trainFold({
    program,
    plan,
    settings,
    columns: seen,
    ids: data.ids,
    rows: data.rows,
    prepared,
    pool: request.pool,
    facts: {
      program,
      run: program.model,
      hashes: { source: '', run: '', data: '' },
      seed: settings.seed,
      fold: { ...data.fold, name: data.rows.name },
      fits: prepared.fits,
      vocabularies: data.vocabularies,
      classes: data.classes,
    },
    state,
    signal,
    pause: request.pause,
    solving: request.pause,
    onEpoch: () => Promise.resolve(),
  });
  signal.throwIfAborted();
  const { train, validate, test } = checkpoint.results!;
  return { train, validate, test };
}

function wanted(
  program: Program,
  { stages, objective }: TrainingPlan,
): { readonly targets: number[]; readonly also: number[] } {
  const asked = wantedNodes(program, undefined);
  const objectives = new Set<Objective>([
    ...stages.map((stage) => stage.objective),
    ...(objective ? [objective] : []),
  ]);
  return {
    targets: [
      ...scoredNodes(undefined, program.metrics, program.judged),
      ...[...objectives].flatMap((each) => scoredNodes(each, [])),
      ...lateSources(program, lateBehind(program, asked)),
    ],
    also: frontier(program, asked),
  };
}
