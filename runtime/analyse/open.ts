import { loadRun } from '../checkpoint/load-run.ts';
import { loadDataset } from '../data/load.ts';
import { prepare } from '../graph/prepare.ts';
import { createWeights } from '../graph/weights.ts';
import type { Host } from '../host.ts';
import type { DataSource, Run } from '../program/index.ts';
import { chooseSource } from '../predict/source.ts';
import { openModelData } from '../predict/model-data.ts';
import { initialise } from '../train/initialise.ts';
import { objectiveInputs, trainedObjective } from '../train/outputs.ts';
import { analysedNodes, type Subject, wholeSamples } from './subject.ts';

/** How many training samples figures look at; more tell nothing that these do not. */
const MOST_ROWS = 200;

/**
 * A model as its training would start: the weights of the run's seed, its data, and random values of the right types
 * where a model is declared without data.
 * @param base folder that paths of the data are relative to
 * @throws UserProblem for what is wrong with the data
 */
export async function openStart(
  run: Run,
  base: string,
  host: Host,
  seed: number,
): Promise<Subject> {
  const { program, train } = run;
  const objective =
    program.objectives[0] &&
    trainedObjective(program, train?.objective ?? program.objectives[0].name);
  const dataset = loadDataset({
    source: run.data ?? anything(seed),
    inputs: program.inputs,
    base,
    host,
    needed: objective ? objectiveInputs(program, objective) : new Set(),
  });
  const columns = dataset.columnsOf(0);
  const training = dataset.folds[0]!.train;
  const prepared = await prepare({
    program,
    targets: analysedNodes(program, objective),
    count: dataset.count,
    columns,
    training,
    fits: new Map(),
    precision: 'f64',
    features: new Map(),
    pause: () => Promise.resolve(),
  });
  const weights = createWeights(program);
  initialise(program, train?.seed ?? seed, weights);
  const rows = wholeSamples(training, columns, MOST_ROWS);
  return {
    program,
    objective,
    weights,
    isTrained: false,
    columns,
    prepared,
    rows,
    training: training.length,
  };
}

/**
 * A trained run with its own data.
 * @throws UserProblem for a damaged run, or data that cannot be read or has changed
 */
export async function openTrained(folder: string, host: Host): Promise<Subject> {
  const { record, model } = loadRun(folder, host);
  const { program, weights } = model;
  const objective = trainedObjective(program, record.run.train?.objective ?? '');
  const { columns, rows, prepared } = await openModelData({
    model,
    ...chooseSource(record, undefined, undefined),
    host,
    rows: 'split',
    objective,
    targets: analysedNodes(program, objective),
    without: [],
    precision: 'f64',
  });
  const whole = wholeSamples(rows.train, columns, MOST_ROWS);
  return {
    program,
    objective,
    weights,
    isTrained: true,
    columns,
    prepared,
    rows: whole,
    training: rows.train.length,
  };
}

function anything(seed: number): DataSource {
  const place = { file: '', start: 0, end: 0 };
  return {
    name: 'anything',
    source: { kind: 'synthetic', generator: 'anything', samples: MOST_ROWS, seed, options: {} },
    columns: {},
    split: { kind: 'fractions', train: 1, validate: 0, test: 0, group: null },
    take: null,
    seed,
    place,
  };
}
