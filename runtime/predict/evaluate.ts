import { loadRun } from '../checkpoint/load-run.ts';
import type { TrainedModel } from '../checkpoint/load-run.ts';
import type { SplitRows } from '../data/dataset.ts';
import type { Rows } from '../graph/rows.ts';
import type { Host } from '../host.ts';
import type { Truncation } from '../simulate/index.ts';
import { createExaminer } from '../objectives/examiner.ts';
import type { Examination } from '../objectives/examiner.ts';
import { shownConfusion } from '../objectives/shown-confusion.ts';
import { EXACT, MOST_SHOTS, UserProblem } from '../program/index.ts';
import type { DataSource, Execution, NoiseModel } from '../program/index.ts';
import { trainedObjective, wantedNodes } from '../train/outputs.ts';
import { createPacer } from '../train/pacer.ts';
import type { Scores } from '../train/progress.ts';
import { meanScores } from '../train/result.ts';
import { classNames } from './class-names.ts';
import type { MeasuredValues } from './measured.ts';
import { openModelData } from './model-data.ts';
import type { ModelData } from './model-data.ts';
import { meanOver, REPETITIONS, standardErrors } from './repetitions.ts';
import { chooseSource } from './source.ts';
import { standInsFor, trainingAverages } from './stand-ins.ts';

export interface EvaluateRequest {
  readonly folder: string;
  readonly host: Host;
  /** Folder that data paths are relative to; default: as it was when the run was trained. */
  readonly base?: string;
  /** Other data of the same form: a path as the user wrote it, or a data source relative to `base`. */
  readonly data?: string | DataSource;
  /** `train`, `validate`, `test`, or `all` of them; default: the test split, else validation, else training. */
  readonly split?: string;
  /** Told what matrix product states of wide circuits had to leave out, after each batch. */
  readonly onTruncation?: ((truncation: Truncation) => void) | undefined;
  /** Modalities that count as absent in every sample. */
  readonly without?: readonly string[];
  /** Repetitions of each circuit that values are estimated from; default: as the run was trained. */
  readonly shots?: number;
  /** What goes wrong in circuits, null for nothing; default: as the run was trained. */
  readonly noise?: NoiseModel | null;
  /** Rows of the data that count, whatever split they are of; with folds, for the last one's model. */
  readonly rows?: Uint32Array;
  /** What a machine measured of these rows, in place of what the simulator would say. */
  readonly measured?: MeasuredValues;
}

export interface EvaluateResult {
  /** By split. Of other data, unless a split is asked for, every row is counted as `test`. */
  readonly metrics: Readonly<Record<string, Scores>>;
  /** By split, where `shots` were asked for: the metrics are means over ten repetitions, and one of them is so far off. */
  readonly standardErrors?: Readonly<Record<string, Scores>>;
  /** `[truth][guess]` of the last split shown; over the folds, added up. */
  readonly confusion?: readonly (readonly number[])[];
  /** Names of the classes, in the order of `confusion`. */
  readonly labels?: readonly string[];
}

const SPLITS = ['train', 'validate', 'test'] as const;
type SplitName = (typeof SPLITS)[number];

/**
 * Metrics of a trained run. With folds, each fold's model is scored on its own split and the mean is given.
 *
 * A modality of `without` counts as absent: gates that encode it are left out, an `else` takes its second input, and
 * where neither helps the average over the training samples stands in for the last value that stems from the modality
 * alone.
 * @throws UserProblem for an unknown split or modality, an empty split, a damaged run, data that cannot be read, or a
 * number of shots that is none
 */
export async function evaluateRun(request: EvaluateRequest): Promise<EvaluateResult> {
  const { host, folder, split } = request;
  const { record, model, folds } = loadRun(folder, host);
  const without = request.without ?? [];
  requireModalities(model, without);
  const chosen = chooseSource(record, request.base, request.data);
  const everyRow = chosen.isNew && split === undefined;
  const models = chosen.isNew || request.rows ? [model] : folds;
  const precision = record.run.train?.precision ?? 'f32';
  const execution = executionOf(record.run.train?.execution ?? EXACT, request);
  const repetitions = request.shots === undefined ? 1 : REPETITIONS;
  const objective = trainedObjective(model.program, record.run.train?.objective ?? '');
  const targets = wantedNodes({ ...model.program, readouts: [] }, objective);
  const stoodIn = standInsFor(model, without, targets);
  const features = new Map<number, Rows>();
  const pacer = createPacer(host);

  /** By repetition, then by model. */
  const found = new Map<SplitName, Examination[][]>();
  for (const each of models) {
    const shared = {
      model: each,
      host,
      objective,
      precision,
      execution,
      targets: [...targets, ...stoodIn],
    };
    const data = await openModelData({
      ...shared,
      ...chosen,
      rows: everyRow ? 'all' : 'split',
      without,
      features,
      measured: request.measured,
    });
    const training: ModelData =
      chosen.isNew && stoodIn.length > 0
        ? await openModelData({
            ...shared,
            ...chooseSource(record, request.base, undefined),
            rows: 'split',
            without: [],
          })
        : data;
    const examiner = createExaminer({
      program: each.program,
      objective,
      columns: data.columns,
      prepared: data.prepared,
      weights: each.weights,
      precision,
      execution,
      pool: host.pool,
      onTruncation: request.onTruncation,
      seed: record.run.train?.seed ?? 0,
      without,
      substitutes: trainingAverages(each, training, stoodIn, precision),
      late: each.late,
    });
    for (const name of splitsToShow(split, data.rows, folder)) {
      const all = found.get(name) ?? Array.from({ length: repetitions }, () => []);
      found.set(name, all);
      for (const [trial, ofTrial] of all.entries()) {
        ofTrial.push(
          await examiner.examine(request.rows ?? data.rows[name], () => pacer.pause(), trial),
        );
      }
    }
  }

  const scored = [...found].map(([name, all]) => {
    const scores = all.map((models) => meanScores(models.map((one) => one.scores)) ?? {});
    return { name, scores };
  });
  const metrics = Object.fromEntries(scored.map(({ name, scores }) => [name, meanOver(scores)]));
  const errors = Object.fromEntries(
    scored.map(({ name, scores }) => [name, standardErrors(scores)]),
  );
  const tables =
    [...found.values()].at(-1)?.[0]?.flatMap(({ confusion }) => (confusion ? [confusion] : [])) ??
    [];
  const confusion = tables.length > 0 ? tables.reduce(sumOfTables) : undefined;
  const classes = shownConfusion(model.program, objective ? [objective] : []);
  const labels = classes && classNames(model, classes);
  return {
    metrics,
    ...(repetitions > 1 ? { standardErrors: errors } : {}),
    ...(confusion ? { confusion } : {}),
    ...(confusion && labels ? { labels } : {}),
  };
}

function executionOf(
  execution: Execution,
  { shots, noise = execution.noise }: Pick<EvaluateRequest, 'shots' | 'noise'>,
): Execution {
  if (shots === undefined) return { ...execution, noise };
  if (Number.isInteger(shots) && shots >= 1 && shots <= MOST_SHOTS)
    return { ...execution, shots, noise };
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`--shots\` is ${shots}; it takes a whole number from 1 to ${MOST_SHOTS}.`,
    help: 'Leave it out for values as the run was trained with.',
  });
}

function splitsToShow(
  asked: string | undefined,
  rows: SplitRows,
  folder: string,
): readonly SplitName[] {
  const filled = SPLITS.filter((name) => rows[name].length > 0);
  if (asked === undefined) return filled.slice(-1);
  if (asked === 'all') return filled;
  const name = SPLITS.find((each) => each === asked);
  if (!name) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `\`${asked}\` is no split.`,
      help: 'Take `train`, `validate`, `test` or `all`.',
    });
  }
  if (rows[name].length > 0) return [name];
  throw new UserProblem({
    code: 'split-empty',
    message: `The data of the run in \`${folder}\` has no samples in its ${name} split.`,
    help: `It has: ${filled.join(', ')}.`,
  });
}

function requireModalities({ program }: TrainedModel, names: readonly string[]): void {
  const modalities = program.inputs
    .filter(({ role }) => role === 'modality')
    .map(({ name }) => name);
  const unknown = names.find((name) => !modalities.includes(name));
  if (unknown === undefined) return;
  throw new UserProblem({
    code: 'unknown-name',
    message: `\`${unknown}\` is no modality of ${program.model}.`,
    help: `It has: ${modalities.map((name) => `\`${name}\``).join(', ')}.`,
  });
}

type Table = readonly (readonly number[])[];

function sumOfTables(a: Table, b: Table): Table {
  return a.map((row, i) => row.map((count, j) => count + b[i]![j]!));
}
