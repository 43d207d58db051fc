import { createExamples } from '../checkpoint/examples.ts';
import { encodeCheckpoint } from '../checkpoint/encode.ts';
import type { CheckpointFacts } from '../checkpoint/encode.ts';
import type { Finish } from '../checkpoint/encode.ts';
import type { Checkpoint, Results } from '../checkpoint/schema.ts';
import type { Column, SplitRows } from '../data/dataset.ts';
import { ancestors } from '../graph/dependencies.ts';
import { createNaturalGradient } from '../differentiate/natural-gradient.ts';
import type { NaturalGradient } from '../differentiate/natural-gradient.ts';
import { openEvaluation } from '../graph/evaluation.ts';
import type { Evaluation } from '../graph/evaluation.ts';
import { fitLate } from '../graph/late/index.ts';
import { nothingLate } from '../graph/solved.ts';
import type { Late } from '../graph/solved.ts';
import type { Prepared } from '../graph/prepare.ts';
import { shownDrawings } from '../objectives/drawings.ts';
import { createExaminer } from '../objectives/examiner.ts';
import type { Examiner } from '../objectives/examiner.ts';
import { createScorer, scoredNodes } from '../objectives/scorer.ts';
import { knownLate, needsGradient } from '../program/index.ts';
import type { Metric, Objective, Program, TrainSettings } from '../program/index.ts';
import { closeEpoch } from './advance.ts';
import { trainEpoch } from './epoch.ts';
import { createLastTrial } from './last-trial.ts';
import type { LastTrial } from './last-trial.ts';
import { wantedNodes } from './outputs.ts';
import { stageAt } from './plan.ts';
import type { PlannedStage, TrainingPlan } from './plan.ts';
import { snapshot, withChosenWeights } from './state.ts';
import type { Asker, Truncation } from '../simulate/index.ts';
import type { Pool } from '../threads/pool.ts';
import type { EpochRecord, TrainingState } from './state.ts';

export interface FoldRequest {
  readonly program: Program;
  readonly plan: TrainingPlan;
  readonly settings: TrainSettings;
  readonly columns: ReadonlyMap<string, Column>;
  readonly ids: readonly string[];
  readonly rows: SplitRows;
  readonly prepared: Prepared;
  readonly pool?: Pool | undefined;
  /** Told what matrix product states of wide circuits had to leave out, after each batch. */
  readonly onTruncation?: ((truncation: Truncation) => void) | undefined;
  /** Where the circuits of training steps run, if not here; scores are worked out here all the same. */
  readonly asker?: Asker | undefined;
  readonly facts: CheckpointFacts;
  readonly state: TrainingState;
  readonly signal: AbortSignal;
  /**
   * Called after each step and each scored batch, with the training samples seen since the last call and the share of
   * the epoch that is done, as far as that changed.
   */
  readonly pause: (samples: number, done?: number) => Promise<void>;
  /** Called while solvers are fitted, with the fraction of them that is done. */
  readonly solving: (fraction: number) => Promise<void>;
  /** Called after each epoch; `checkpoint` makes the one of now, for whoever wants to save it. */
  readonly onEpoch: (record: EpochRecord, checkpoint: () => Promise<Checkpoint>) => Promise<void>;
}

export interface FoldResult {
  readonly checkpoint: Checkpoint;
  readonly interrupted: boolean;
}

const EXAMPLES = 3;

/** What a stage is trained in, made when its turn first comes. */
interface Workplace {
  readonly metrics: readonly Metric[];
  readonly evaluation: Evaluation;
  readonly natural: NaturalGradient | undefined;
  readonly lastTrial: LastTrial;
}

/**
 * Trains from `state` to the end: all epochs, or as many as early stop allows, then solvers. An abort breaks the epoch
 * off and answers with the checkpoint after the one before it.
 * @throws UserProblem where the loss is no longer a number
 */
export async function trainFold(request: FoldRequest): Promise<FoldResult> {
  const { program, plan, settings, columns, prepared, rows, state, signal } = request;
  const shared = {
    program,
    columns,
    prepared,
    weights: state.weights,
    precision: settings.precision,
    execution: settings.execution,
    pool: request.pool,
    onTruncation: request.onTruncation,
    seed: settings.seed,
    substitutes: new Map<number, Float64Array>(),
  };
  const workplaceOf = remembered((stage: PlannedStage): Workplace => {
    const { objective, batch, trained, optimizer } = stage;
    const metrics = metricsOnTheWay(program, objective);
    const evaluation = openEvaluation({
      ...shared,
      asking: request.asker,
      targets: scoredNodes(objective, metrics),
      objective,
      capacity: batch,
      differentiate: needsGradient(optimizer) ? 'weights' : 'none',
      gradient: settings.gradient,
      trained: (parameter) => trained.has(parameter),
      dropped: Object.keys(settings.missing),
      without: [],
    });
    const lastTrial = createLastTrial(program, objective.node, settings);
    const natural =
      optimizer.kind === 'qng'
        ? createNaturalGradient(
            {
              program,
              objective: objective.node,
              source: evaluation.evaluator,
              capacity: batch,
              weights: state.weights,
              trained,
            },
            optimizer.damping,
          )
        : undefined;
    return { metrics, evaluation, natural, lastTrial };
  });
  const examinerOf = remembered((objective: Objective): Examiner =>
    createExaminer({ ...shared, objective, without: [] }),
  );
  const late = (): Promise<Late> =>
    fitLate({
      ...shared,
      training: rows.train,
      targets: wantedNodes(program, undefined),
      pause: async (fraction) => {
        await request.solving(fraction);
        signal.throwIfAborted();
      },
    });
  const exampleRows = [rows.test, rows.validate, rows.train].find((each) => each.length > 0)!;
  const examples = createExamples(shared, exampleRows.slice(0, EXAMPLES), request.ids);
  const pause = (): Promise<void> => request.pause(0);

  const checkpoint = (finish: Finish | null): Promise<Checkpoint> =>
    withChosenWeights(state, () => Promise.resolve(examples(finish?.late ?? nothingLate))).then(
      (said) => encodeCheckpoint(request.facts, state, said, finish),
    );
  const finishUp = async (): Promise<Finish> => {
    const known = await late();
    return { late: known, results: await examineAll(known) };
  };
  const examineAll = async (known: Late): Promise<Results> => {
    const { objective } = plan;
    const examiner = createExaminer({ ...shared, objective, without: [], late: known });
    const train = await examiner.examine(rows.train, pause);
    const validate =
      rows.validate.length > 0 ? await examiner.examine(rows.validate, pause) : undefined;
    const test = rows.test.length > 0 ? await examiner.examine(rows.test, pause) : undefined;
    const { confusion, drawings } = test ?? validate ?? train;
    return {
      train: train.scores,
      ...(validate ? { validate: validate.scores } : {}),
      ...(test ? { test: test.scores } : {}),
      ...(confusion ? { confusion: confusion.map((row) => [...row]) } : {}),
      ...(drawings ? { drawings: shownDrawings(drawings) } : {}),
    };
  };

  while (!state.finished) {
    const before = state.history.length;
    const { position } = state;
    const stage = stageAt(plan, position);
    const { objective } = stage;
    const { metrics, evaluation, natural, lastTrial } = workplaceOf(stage);
    const restore = snapshot(state);
    const ended = await unlessAborted(signal, () =>
      trainEpoch({
        stage,
        before: position.round * stage.epochs + position.epochs,
        epochs: plan.rounds * stage.epochs,
        missing: settings.missing,
        seed: settings.seed,
        evaluation,
        asker: request.asker,
        natural,
        state,
        rows: rows.train,
        fold: request.facts.fold.index,
        stream: `${request.facts.fold.index}/${before}`,
        openScorer: () => createScorer(program, objective, metrics, evaluation.evaluator),
        lastTrial,
        afterStep: async (samples, done) => {
          await request.pause(samples, done);
          return signal.aborted ? 'stop' : 'go on';
        },
      }),
    );
    if (!ended) {
      restore();
      return { checkpoint: await checkpoint(null), interrupted: true };
    }
    const validate =
      rows.validate.length > 0
        ? await examinerOf(objective).examine(rows.validate, pause, before + 1)
        : undefined;
    const record = {
      epoch: before + 1,
      ...(plan.isStaged ? { stage: stage.name, round: position.round + 1 } : {}),
      train: ended.scores,
      ...(validate ? { validate: validate.scores } : {}),
    };
    closeEpoch(state, record, plan, ended.isDone, settings.place);
    await request.onEpoch(record, () => checkpoint(null));
  }
  const finish = await withChosenWeights(state, finishUp).catch((error: unknown) => {
    if (signal.aborted && error === signal.reason) return null;
    throw error;
  });
  return { checkpoint: await checkpoint(finish), interrupted: finish === null };
}

/** The model's own metrics that cost nothing while training: what they read is worked out anyway. */
function metricsOnTheWay(program: Program, objective: Objective): readonly Metric[] {
  const path = new Set(ancestors(program, [objective.node]));
  const late = knownLate(program);
  return program.metrics.filter(({ inputs }) =>
    inputs.every((node) => path.has(node) || !(program.nodes[node]!.trainable || late[node])),
  );
}

/** Waiting for a machine is broken off by an error. */
async function unlessAborted<Result>(
  signal: AbortSignal,
  work: () => Promise<Result | undefined>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** Makes each thing once. */
function remembered<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new Map<Key, Made>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}
