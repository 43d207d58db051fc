import type { Checkpoint, Hashes } from '../checkpoint/schema.ts';
import { integrityOf, runHash, sourceHash } from '../checkpoint/files.ts';
import type { RunRecord } from '../checkpoint/files.ts';
import { restoreFits, restoreTraining } from '../checkpoint/restore.ts';
import type { Dataset } from '../data/dataset.ts';
import { loadDataset } from '../data/load.ts';
import { frontier } from '../graph/dependencies.ts';
import { lateBehind, lateSources } from '../graph/late/index.ts';
import { prepare } from '../graph/prepare.ts';
import type { Rows } from '../graph/rows.ts';
import { scoredNodes } from '../objectives/scorer.ts';
import type { Objective, Program, TrainSettings } from '../program/index.ts';
import { createAsker } from '../simulate/index.ts';
import { version } from '../version.ts';
import { trainFold } from './fold.ts';
import type { FoldResult } from './fold.ts';
import { initialise } from './initialise.ts';
import { objectiveInputs, restrictOutputs, wantedNodes } from './outputs.ts';
import { createPacer } from './pacer.ts';
import { shareDone } from './plan.ts';
import type { TrainingPlan } from './plan.ts';
import type { TrainRequest, TrainResult } from './progress.ts';
import { createReporter } from './reporter.ts';
import type { Reporter } from './reporter.ts';
import { trainResult } from './result.ts';
import { openRunFiles } from './run-files.ts';
import type { RunFiles } from './run-files.ts';
import { openStart } from './start.ts';
import type { TrainingStart } from './start.ts';
import { createTrainingState } from './state.ts';
import type { TrainingState } from './state.ts';
import { requireTrainable } from './trainable.ts';

/**
 * Trains a run and writes its folder: `run.json`, `checkpoint.json`, `metrics.jsonl`, with several folds also
 * `folds/<i>/checkpoint.json`. Nothing is written before the data was read and the first epoch has gone well.
 *
 * The same request gives the same `checkpoint.json`, byte for byte, on one machine, resumed or not.
 * @throws UserProblem for what is wrong with the data, the settings or the run to resume
 */
export async function train(request: TrainRequest): Promise<TrainResult> {
  const { run, host, signal } = request;
  const started = host.now();
  const { settings, plan } = requireTrainable(run);
  const reporter = createReporter(host, plan.epochs, request.onProgress);
  reporter.reading(0);
  const start = openStart(request);
  const dataset = loadDataset({
    source: run.data!,
    inputs: run.program.inputs,
    base: request.base,
    host,
    needed: objectiveInputs(run.program, ...objectivesOf(plan)),
    ...(start ? { vocabularies: start.vocabularies } : {}),
    samples: request.samples,
    onProgress: (fraction) => reporter.reading(fraction),
  });
  dataset.warnings.forEach((warning) => request.onWarning?.(warning));
  const folds = dataset.folds.length;
  reporter.folds = folds;
  const hashes = { source: sourceHash(request.sources), run: runHash(run), data: dataset.hash };
  const files = openRunFiles(
    host,
    request.folder,
    recordOf(request, hashes, start),
    folds,
    request.resume,
  );
  const features = new Map<number, Rows>();

  const results: FoldResult[] = [];
  for (let fold = 0; fold < folds && !signal.aborted; fold++) {
    const context = {
      request,
      settings,
      plan,
      start,
      dataset,
      hashes,
      files,
      reporter,
      features,
      fold,
    };
    const result = await runFold(context);
    if (result) results.push(result);
    if (!result || result.interrupted) break;
  }
  const interrupted = results.length < folds || results.some((result) => result.interrupted);
  const seconds = (host.now() - started) / 1000;
  const checkpoints = results.map(({ checkpoint }) => checkpoint);
  return trainResult(request.folder, checkpoints, interrupted, seconds);
}

interface FoldContext {
  readonly request: TrainRequest;
  readonly settings: TrainSettings;
  readonly plan: TrainingPlan;
  readonly start: TrainingStart | null;
  readonly dataset: Dataset;
  readonly hashes: Hashes;
  readonly files: RunFiles;
  readonly reporter: Reporter;
  readonly features: Map<number, Rows>;
  readonly fold: number;
}

/** @returns undefined when it was interrupted before there was anything to save */
async function runFold(context: FoldContext): Promise<FoldResult | undefined> {
  const { request, settings, plan, start, dataset, files, reporter, fold } = context;
  const { run, host, signal } = request;
  const stored = files.checkpointOf(fold);
  if (stored?.finished && stored.results) return { checkpoint: stored, interrupted: false };

  const pacer = createPacer(host);
  const columns = dataset.columnsOf(fold);
  const program = restrictOutputs(run.program, new Set(columns.keys()));
  const rows = dataset.folds[fold]!;
  const file = `${request.folder}/checkpoint.json`;
  const state = stored
    ? restoreTraining(program, plan, stored, file)
    : freshState(program, plan, settings.seed);
  if (!stored) start?.fill(state.weights, fold);
  const asked = wantedNodes(program, undefined);
  const prepared = await prepare({
    program,
    targets: [
      ...scoredNodes(undefined, program.metrics, program.judged),
      ...objectivesOf(plan).flatMap((objective) => scoredNodes(objective, [])),
      ...lateSources(program, lateBehind(program, asked)),
    ],
    count: dataset.count,
    columns,
    training: rows.train,
    fits: stored ? restoreFits(program, stored, file) : (start?.fits(fold) ?? new Map()),
    precision: settings.precision,
    execution: settings.execution,
    changing: {
      modalities: Object.keys(settings.missing),
      held: plan.held,
      outcomes: settings.execution.shots !== null,
    },
    pool: host.pool,
    weights: state.weights,
    also: frontier(program, asked),
    features: context.features,
    pause: (fraction) => pacer.pause(() => reporter.fitting(fold, fraction)),
  });
  if (signal.aborted && !stored) return undefined;

  const position = { samples: 0, done: 0 };
  // What a machine was asked must not be lost with a first epoch that does not end.
  if (request.measure) files.begin();
  tell();
  const result = await trainFold({
    program,
    plan,
    settings,
    columns,
    ids: dataset.ids,
    rows,
    prepared,
    pool: host.pool,
    onTruncation: request.onTruncation,
    asker: request.measure && createAsker(request.measure),
    facts: {
      program,
      run: run.name,
      hashes: context.hashes,
      seed: settings.seed,
      fold: { index: fold, count: dataset.folds.length, name: rows.name },
      fits: prepared.fits,
      vocabularies: dataset.vocabularies[fold]!,
      classes: dataset.classes,
    },
    state,
    signal,
    pause: (samples, done) => {
      position.samples += samples;
      position.done = done ?? position.done;
      return pacer.pause(tell);
    },
    solving: (fraction) => pacer.pause(() => reporter.solving(fold, fraction)),
    onEpoch: async (record, checkpoint) => {
      const { train: trained, validate } = record;
      reporter.scored({ train: trained, ...(validate ? { validate } : {}) });
      position.done = 0;
      tell();
      files.addEpoch(fold, record);
      if (state.finished) return;
      const { checkpoint: every } = settings;
      if (every === undefined) await files.saveNowAndThen(checkpoint);
      else if (state.history.length % every === 0) files.save(await checkpoint());
    },
  });
  files.save(result.checkpoint);
  return result;

  function tell(): void {
    const epoch = state.history.length;
    const within = state.finished ? 0 : position.done;
    const share = shareDone(plan, state.position, within);
    reporter.training(fold, share, epoch, position.samples);
    position.samples = 0;
  }
}

/** Of the stages, and the one that the finished run is judged by. */
function objectivesOf({ stages, objective }: TrainingPlan): Objective[] {
  return [
    ...new Set([...stages.map((stage) => stage.objective), ...(objective ? [objective] : [])]),
  ];
}

function freshState(program: Program, plan: TrainingPlan, seed: number): TrainingState {
  const state = createTrainingState(program, plan);
  initialise(program, seed, state.weights);
  return state;
}

function recordOf(
  request: TrainRequest,
  hashes: Checkpoint['hashes'],
  start: TrainingStart | null,
): RunRecord {
  const { run } = request;
  return {
    format: 'qmm-run',
    version: 1,
    name: run.name,
    model: run.program.model,
    base: request.base,
    overrides: { ...request.overrides },
    versions: { qmm: version, program: run.program.version, engine: engineName() },
    seeds: { train: run.train?.seed ?? 0, data: run.data?.seed ?? 0 },
    hashes,
    sources: { ...request.sources },
    ...(start ? { start: start.record } : {}),
    integrity: integrityOf(run),
    run,
  };
}

/** Which JavaScript engine it was, e.g. `Node.js/24`. */
function engineName(): string {
  const { navigator } = globalThis as { navigator?: { readonly userAgent?: string } };
  return navigator?.userAgent ?? 'unknown';
}
