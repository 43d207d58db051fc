import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeHost, sourceHost } from '../../../cli/host.ts';
import { compile } from '../../../compiler/index.ts';
import { loadDataset } from '../../../runtime/data/load.ts';
import { openEvaluation } from '../../../runtime/graph/evaluation.ts';
import { prepare } from '../../../runtime/graph/prepare.ts';
import { createWeights, parameterView } from '../../../runtime/graph/weights.ts';
import type { Program, Run } from '../../../runtime/program/index.ts';
import { initialise } from '../../../runtime/train/initialise.ts';
import { objectiveInputs } from '../../../runtime/train/outputs.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

export const MODEL = join(ROOT, 'examples', 'av-digits', 'main.qmm');

/** The pictures and sounds, where they lie beside the repository. */
export const DATA = join(ROOT, '..', 'shared', 'data', 'av-digits', 'digits.csv');

/** What another package needs to train the example: features and weights as we make them, so that only the training is its own. */
export interface AvDigits {
  readonly run: Run;
  /** Of the picture and of the sound, twelve numbers each, by sample. */
  readonly seen: readonly (readonly number[])[];
  readonly heard: readonly (readonly number[])[];
  readonly digit: readonly number[];
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** Where training starts, by path. */
  readonly weights: Readonly<Record<string, readonly number[]>>;
  /** Of the first `FIRST` training rows there. */
  readonly firstLoss: number;
}

/** Samples that the loss at the start is compared on. */
export const FIRST = 64;

/** @returns undefined where the data is missing */
export async function readAvDigits(): Promise<AvDigits | undefined> {
  if (!existsSync(DATA)) return undefined;
  const run = readRun();
  const { program } = run;
  const objective = program.objectives[0]!;
  const host = nodeHost();
  const source = run.data!;
  const dataset = loadDataset({
    source: { ...source, source: { kind: 'csv', paths: { kind: 'one', path: DATA } } },
    inputs: program.inputs,
    base: dirname(DATA),
    host,
    needed: objectiveInputs(program, objective),
  });
  const { columns } = dataset;
  const { train, test } = dataset.folds[0]!;
  const weights = createWeights(program);
  initialise(program, run.train!.seed, weights);
  const shared = {
    program,
    columns,
    weights,
    precision: 'f32',
    targets: [objective.node],
  } as const;
  const prepared = await prepare({
    ...shared,
    count: dataset.count,
    training: train,
    fits: new Map(),
    features: new Map(),
    pause: () => Promise.resolve(),
  });
  const { evaluator, loader } = openEvaluation({
    ...shared,
    prepared,
    objective,
    capacity: FIRST,
    differentiate: 'none',
    dropped: [],
    without: [],
    substitutes: new Map(),
  });
  loader.load(train, 0, FIRST);
  evaluator.forward(FIRST);
  const losses = evaluator.operand(objective.node).value.subarray(0, FIRST);
  const [seen, heard] = featureNodes(program).map((node) => {
    const { values, size } = prepared.sampled.get(node)!;
    return Array.from({ length: dataset.count }, (_, row) => [
      ...values.subarray(row * size, (row + 1) * size),
    ]);
  });
  return {
    run,
    seen: seen!,
    heard: heard!,
    digit: [...columns.get('digit')!.values],
    train: [...train],
    test: [...test],
    weights: Object.fromEntries(
      program.parameters.map(({ path }, index) => [
        path,
        [...parameterView(weights, weights.values, index)],
      ]),
    ),
    firstLoss: losses.reduce((sum, loss) => sum + loss, 0) / FIRST,
  };
}

function readRun(): Run {
  const library = sourceHost();
  const text = readFileSync(MODEL, 'utf8');
  const host = { read: (path: string) => (path === 'main.qmm' ? text : library.read(path)) };
  return compile({ entry: 'main.qmm', host }).runs[0]!;
}

/** What the gains of the encoders multiply: a feature of the picture, and one of the sound. */
function featureNodes({ nodes }: Program): number[] {
  const gains = nodes.filter(
    ({ operation, trainable, rate }) =>
      operation.kind === 'binary' &&
      operation.function === 'multiply' &&
      trainable &&
      rate === 'sample',
  );
  return [...new Set(gains.map(({ inputs }) => inputs.find((node) => !nodes[node]!.trainable)!))];
}
