import type { TrainedModel } from '../checkpoint/load-run.ts';
import type { Column, Dataset, SplitRows } from '../data/dataset.ts';
import { loadDataset } from '../data/load.ts';
import { inputNames } from '../graph/dependencies.ts';
import { sizeOf } from '../graph/kernel.ts';
import { prepare } from '../graph/prepare.ts';
import type { Prepared } from '../graph/prepare.ts';
import type { Rows } from '../graph/rows.ts';
import type { Host } from '../host.ts';
import { UserProblem } from '../program/index.ts';
import type { DataSource, Execution, Input, Objective, Program } from '../program/index.ts';
import { objectiveInputs } from '../train/outputs.ts';
import { createPacer } from '../train/pacer.ts';
import { type MeasuredValues, withMeasured } from './measured.ts';

/** Samples as a trained model sees them. */
export interface ModelData {
  readonly count: number;
  readonly ids: readonly string[];
  /** Of all inputs that the targets are made of; what the source lacks is absent in every sample. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly rows: SplitRows;
  readonly prepared: Prepared;
}

export interface ModelDataRequest {
  readonly model: TrainedModel;
  readonly source: DataSource;
  /** Folder that the source's paths are relative to. */
  readonly base: string;
  readonly host: Host;
  /** Other data than the model was trained on. */
  readonly isNew: boolean;
  /** Of new data, `all`: every row counts as the test split. */
  readonly rows: 'split' | 'all';
  /** What the run trained. */
  readonly objective: Objective | undefined;
  /** Nodes that will be asked for. */
  readonly targets: readonly number[];
  /** Modalities that will be taken away, so that they need not be there. */
  readonly without: readonly string[];
  /** Of circuits that no weight changes. */
  readonly precision: 'f32' | 'f64';
  /** Of the circuits. Default: exactly. */
  readonly execution?: Execution;
  /** Shared between the folds of a run over the same data. */
  readonly features?: Map<number, Rows>;
  /** What a machine measured, in place of what the simulator would say. */
  readonly measured?: MeasuredValues | undefined;
}

/**
 * Reads samples with the vocabularies, classes and statistics of a checkpoint.
 * @throws UserProblem for what is wrong with the data
 */
export async function openModelData(request: ModelDataRequest): Promise<ModelData> {
  const { model, targets, execution, measured } = request;
  const { program, checkpoint, fits } = model;
  const names = inputNames(program);
  const used = new Set(targets.flatMap((node) => names[node]!));
  const dataset = request.isNew ? readNew(request, used) : readOwn(request);
  const fold = Math.min(checkpoint.fold.index, dataset.folds.length - 1);
  const columns = completed(dataset.columnsOf(fold), program, used, dataset.count);
  const rows = dataset.folds[fold]!;
  const pacer = createPacer(request.host);
  const prepared = await prepare({
    program,
    targets,
    count: dataset.count,
    columns,
    training: rows.train,
    fits,
    precision: request.precision,
    ...(execution ? { execution } : {}),
    changing: {
      modalities: request.without,
      held: new Set(),
      outcomes: measured !== undefined || (execution?.shots ?? null) !== null,
    },
    pool: request.host.pool,
    features: request.features ?? new Map<number, Rows>(),
    pause: () => pacer.pause(),
  });
  const known = measured ? withMeasured(program, prepared, measured, dataset.count) : prepared;
  return { count: dataset.count, ids: dataset.ids, columns, rows, prepared: known };
}

/** As training read it, so that rows fall into the same splits. */
function readOwn({ model, source, base, host, objective }: ModelDataRequest): Dataset {
  const { program, checkpoint } = model;
  const dataset = loadDataset({
    source,
    base,
    host,
    inputs: program.inputs,
    needed: objective ? objectiveInputs(program, objective) : new Set(),
    vocabularies: checkpoint.vocabularies,
    classes: checkpoint.classes,
  });
  if (dataset.hash === checkpoint.hashes.data) return dataset;
  throw new UserProblem({
    code: 'run-changed',
    message: `The data \`${source.name}\` is not what the run was trained on any more, so nobody can tell which rows it has not seen.`,
    help: 'Restore the data, or give it with `--data` to count every row of it as new.',
    place: source.place,
  });
}

function readNew(request: ModelDataRequest, used: ReadonlySet<string>): Dataset {
  const { source, base, host, rows, without } = request;
  const { program, checkpoint } = request.model;
  const contexts = program.inputs.flatMap(({ name, type }) =>
    used.has(name) && type.kind === 'word' ? [type.modality] : [],
  );
  const required = program.inputs.filter(
    ({ name, optional }) => used.has(name) && !optional && !without.includes(name),
  );
  return loadDataset({
    source,
    base,
    host,
    rows,
    inputs: program.inputs.filter(
      ({ name }) => rows === 'split' || used.has(name) || contexts.includes(name),
    ),
    needed: new Set(required.map(({ name }) => name)),
    vocabularies: checkpoint.vocabularies,
    classes: checkpoint.classes,
  });
}

function completed(
  columns: ReadonlyMap<string, Column>,
  program: Program,
  used: ReadonlySet<string>,
  count: number,
): Map<string, Column> {
  const result = new Map(columns);
  for (const input of program.inputs) {
    if (used.has(input.name) && !result.has(input.name))
      result.set(input.name, absent(input, count));
  }
  return result;
}

function absent({ shape }: Input, count: number): Column {
  return { shape, values: new Float32Array(count * sizeOf(shape)), present: new Uint8Array(count) };
}
