import { createExamples } from '../checkpoint/examples.ts';
import { encodeCheckpoint } from '../checkpoint/encode.ts';
import type { CheckpointFacts } from '../checkpoint/encode.ts';
import type { Checkpoint, Results } from '../checkpoint/schema.ts';
import type { Column, SplitRows } from '../data/dataset.ts';
import { ancestors } from '../graph/dependencies.ts';
import { openEvaluation } from '../graph/evaluation.ts';
import type { Prepared } from '../graph/prepare.ts';
import { createExaminer } from '../objectives/examiner.ts';
import { createScorer, scoredNodes } from '../objectives/scorer.ts';
import { UserProblem } from '../program/index.ts';
import type { Metric, Objective, Program, TrainSettings } from '../program/index.ts';
import { trainEpoch } from './epoch.ts';
import { snapshot, withChosenWeights } from './state.ts';
import type { EpochRecord, TrainingState } from './state.ts';

export interface FoldRequest {
  readonly program: Program;
  readonly objective: Objective;
  readonly settings: TrainSettings;
  readonly columns: ReadonlyMap<string, Column>;
  readonly ids: readonly string[];
  readonly rows: SplitRows;
  readonly prepared: Prepared;
  readonly facts: CheckpointFacts;
  readonly state: TrainingState;
  readonly signal: AbortSignal;
  /** Called after each step and each scored batch, with the training samples seen since the last call. */
  readonly pause: (samples: number) => Promise<void>;
  /** Called after each epoch; `checkpoint` makes the one of now, for whoever wants to save it. */
  readonly onEpoch: (record: EpochRecord, checkpoint: () => Promise<Checkpoint>) => Promise<void>;
}

export interface FoldResult {
  readonly checkpoint: Checkpoint;
  readonly interrupted: boolean;
}

const EXAMPLES = 3;

/**
 * Trains from `state` to the end: all epochs, or as many as early stop allows. An abort breaks the epoch off and
 * answers with the checkpoint after the one before it.
 * @throws UserProblem where the loss is no longer a number
 */
export async function trainFold(request: FoldRequest): Promise<FoldResult> {
  const { program, objective, settings, columns, prepared, rows, state, signal } = request;
  const shared = {
    program,
    columns,
    prepared,
    weights: state.weights,
    precision: settings.precision,
    substitutes: new Map<number, Float64Array>(),
  };
  const watchedMetrics = metricsOnTheWay(program, objective);
  const evaluation = openEvaluation({
    ...shared,
    targets: scoredNodes(objective, watchedMetrics),
    objective,
    capacity: settings.batch,
    differentiate: 'weights',
    dropped: Object.keys(settings.missing),
    without: [],
  });
  const examiner = createExaminer({ ...shared, objective, without: [] });
  const exampleRows = [rows.test, rows.validate, rows.train].find((each) => each.length > 0)!;
  const examples = createExamples(shared, exampleRows.slice(0, EXAMPLES), request.ids);
  const pause = (): Promise<void> => request.pause(0);

  const checkpoint = (results: Results | null): Promise<Checkpoint> =>
    withChosenWeights(state, () => Promise.resolve(examples())).then((said) =>
      encodeCheckpoint(request.facts, state, said, results),
    );
  const examineAll = async (): Promise<Results> => {
    const train = await examiner.examine(rows.train, pause);
    const validate =
      rows.validate.length > 0 ? await examiner.examine(rows.validate, pause) : undefined;
    const test = rows.test.length > 0 ? await examiner.examine(rows.test, pause) : undefined;
    const { confusion } = test ?? validate ?? train;
    return {
      train: train.scores,
      ...(validate ? { validate: validate.scores } : {}),
      ...(test ? { test: test.scores } : {}),
      ...(confusion ? { confusion: confusion.map((row) => [...row]) } : {}),
    };
  };

  while (!state.finished) {
    const before = state.history.length;
    const restore = snapshot(state);
    const scorer = createScorer(program, objective, watchedMetrics, evaluation.evaluator);
    const completed = await trainEpoch({
      settings,
      evaluation,
      objective: objective.node,
      state,
      rows: rows.train,
      stream: `${request.facts.fold.index}/${before}`,
      before,
      scorer,
      afterStep: async (samples) => {
        await request.pause(samples);
        return signal.aborted ? 'stop' : 'go on';
      },
    });
    if (!completed) {
      restore();
      return { checkpoint: await checkpoint(null), interrupted: true };
    }
    const train = scorer.scores();
    const validate =
      rows.validate.length > 0 ? await examiner.examine(rows.validate, pause) : undefined;
    const record = { epoch: before + 1, train, ...(validate ? { validate: validate.scores } : {}) };
    closeEpoch(state, record, settings);
    await request.onEpoch(record, () => checkpoint(null));
  }
  const results = await withChosenWeights(state, examineAll);
  return { checkpoint: await checkpoint(results), interrupted: false };
}

/** The model's own metrics that cost nothing while training: what they read is worked out anyway. */
function metricsOnTheWay(program: Program, objective: Objective): readonly Metric[] {
  const path = new Set(ancestors(program, [objective.node]));
  return program.metrics.filter(({ inputs }) =>
    inputs.every((node) => path.has(node) || !program.nodes[node]!.trainable),
  );
}

function closeEpoch(state: TrainingState, record: EpochRecord, settings: TrainSettings): void {
  const { epochs, patience } = settings;
  const loss = (record.validate ?? record.train)['loss'];
  const runAway = loss !== undefined && !Number.isFinite(loss);
  if (runAway || !state.weights.values.every(Number.isFinite)) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `The loss or a weight is no longer a number in epoch ${record.epoch}: training has run away.`,
      help: 'Lower `rate` of the optimizer, or look for a `log` or a division that can meet zero.',
      place: settings.place,
    });
  }
  state.history.push(record);
  if (patience !== null && loss !== undefined && loss < (state.best?.loss ?? Infinity)) {
    state.best = { epoch: record.epoch, loss, values: state.weights.values.slice() };
  }
  const waited = record.epoch - (state.best?.epoch ?? 0);
  state.finished = record.epoch >= epochs || (patience !== null && waited >= patience);
}
