import { ancestors, frontier } from '../graph/dependencies.ts';
import type { Late } from '../graph/solved.ts';
import { sharedValues } from '../graph/prepare.ts';
import { createWeights } from '../graph/weights.ts';
import type { Weights } from '../graph/weights.ts';
import type { Host } from '../host.ts';
import type { Program } from '../program/index.ts';
import { examinable } from '../objectives/examinable.ts';
import { differingReadout, ofSample } from './examples.ts';
import { damaged, foldFolder, readCheckpoint, readRunRecord } from './files.ts';
import type { RunRecord } from './files.ts';
import { restoreFits, restoreWeights } from './restore.ts';
import type { Checkpoint } from './schema.ts';
import { restoreSolvers } from './solvers.ts';

/** A trained model: of a run, or of one fold of it. */
export interface TrainedModel {
  readonly checkpoint: Checkpoint;
  /** With the readouts that the run's data could feed. */
  readonly program: Program;
  readonly weights: Weights;
  readonly fits: ReadonlyMap<number, Float64Array>;
  /** What was fitted, after training too. */
  readonly late: Late;
}

export interface LoadedRun {
  readonly folder: string;
  readonly record: RunRecord;
  /** The model that predicts; with several folds that of the last one. */
  readonly model: TrainedModel;
  /** One for each fold that has begun; `[model]` where there is one. */
  readonly folds: readonly TrainedModel[];
}

/**
 * Reads a run and says its stored examples again, so that a damaged checkpoint, or a machine that computes something
 * else, is noticed before it misleads anyone.
 * @throws UserProblem `run-not-found`, `run-damaged`
 */
export function loadRun(folder: string, host: Host): LoadedRun {
  const record = readRunRecord(host, folder);
  const model = loadModel(folder, record, host);
  const { count } = model.checkpoint.fold;
  if (count === 1) return { folder, record, model, folds: [model] };
  const folds = Array.from({ length: count }, (_, fold) => foldFolder(folder, fold, count))
    .filter((own) => host.read(`${own}/checkpoint.json`) !== undefined)
    .map((own) => loadModel(own, record, host));
  return { folder, record, model, folds };
}

function loadModel(folder: string, record: RunRecord, host: Host): TrainedModel {
  const file = `${folder}/checkpoint.json`;
  const checkpoint = readCheckpoint(host, folder);
  if (!checkpoint) throw damaged(file, 'the file is missing');
  return restoreModel(record.run.program, checkpoint, record.run.train?.precision ?? 'f32', file);
}

/** A Program with the weights and statistics of a checkpoint. @throws UserProblem `run-damaged` */
export function restoreModel(
  whole: Program,
  checkpoint: Checkpoint,
  precision: 'f32' | 'f64',
  file: string,
): TrainedModel {
  const { examples } = checkpoint;
  const late: Late = {
    fits: restoreFits(whole, checkpoint, file),
    solved: restoreSolvers(whole, checkpoint, file),
  };
  const shown = examinable(whole, late);
  const isOfSample = ofSample(whole);
  const program = {
    ...shown,
    readouts: whole.readouts.filter(
      (readout) => !isOfSample(readout) || examples.every(({ outputs }) => readout.name in outputs),
    ),
  };
  const weights = createWeights(program);
  restoreWeights(program, checkpoint, weights, file);
  const { fits } = late;
  const outputs = program.readouts.filter(isOfSample).map(({ node }) => node);
  const entering = frontier(program, outputs);
  const features = entering.filter((node) => program.nodes[node]!.rate === 'sample');
  for (const [index, example] of examples.entries()) {
    const lacking = features.find((node) => !(node in example.features));
    if (lacking !== undefined) {
      throw damaged(file, `\`examples.${index}.features\` lacks node ${lacking}`);
    }
  }
  for (const node of ancestors(program, outputs, (each) => fits.has(each))) {
    if (program.nodes[node]!.operation.kind === 'fit' && !fits.has(node)) {
      throw damaged(file, `\`fits\` lacks node ${node}`);
    }
  }
  const shared = sharedValues({ program, nodes: entering, fits, weights, precision });
  const differing = differingReadout(examples, { program, weights, precision, shared, late });
  if (differing !== undefined) {
    throw damaged(
      file,
      `the model does not say of its stored examples what \`${differing}\` said when they were stored`,
    );
  }
  return { checkpoint, program, weights, fits, late };
}
