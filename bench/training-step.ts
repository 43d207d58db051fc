import { setTimeout } from 'node:timers/promises';
import { compile } from '../compiler/index.ts';
import { nodeHost, sourceHost } from '../cli/host.ts';
import { loadDataset } from '../runtime/data/load.ts';
import { openEvaluation } from '../runtime/graph/evaluation.ts';
import { prepare } from '../runtime/graph/prepare.ts';
import { createScorer, scoredNodes } from '../runtime/objectives/scorer.ts';
import type { Circuit, Run } from '../runtime/program/index.ts';
import { batchUpdate } from '../runtime/train/batch-update.ts';
import { initialise } from '../runtime/train/initialise.ts';
import { createLastTrial } from '../runtime/train/last-trial.ts';
import { objectiveInputs } from '../runtime/train/outputs.ts';
import { planTraining } from '../runtime/train/plan.ts';
import { createTrainingState } from '../runtime/train/state.ts';
import type { Part } from './timing.ts';

/** One step of a run's first stage, whole and in parts, on a batch that is there. */
export interface TrainingStep {
  readonly batch: number;
  readonly precision: 'f32' | 'f64';
  /** The circuit that is trained, and which of its leaves have a value per sample, and which are trained. */
  readonly circuit: Circuit;
  readonly sampled: readonly boolean[];
  readonly wanted: readonly boolean[];
  /** Gathers a batch, works it out forward and backward, moves the weights and keeps the scores. */
  readonly whole: () => void;
  readonly parts: readonly Part[];
}

const WARM_MS = 1500;

/** @param text a file with one model of one circuit, its data synthetic, and one `train` */
export async function openTrainingStep(text: string): Promise<TrainingStep> {
  const run = runOf(text);
  const { program } = run;
  const settings = run.train!;
  const plan = planTraining(program, settings);
  const stage = plan.stages[0]!;
  const { objective, optimizer } = stage;
  const dataset = loadDataset({
    source: run.data!,
    inputs: program.inputs,
    base: '.',
    host: nodeHost(),
    needed: objectiveInputs(program, objective),
  });
  const rows = dataset.folds[0]!.train;
  const state = createTrainingState(program, plan);
  initialise(program, settings.seed, state.weights);
  const { precision, seed } = settings;
  const shared = { program, columns: dataset.columns, weights: state.weights, precision };
  const prepared = await prepare({
    ...shared,
    targets: scoredNodes(objective, []),
    count: dataset.count,
    training: rows,
    fits: new Map(),
    features: new Map(),
    pause: () => Promise.resolve(),
  });
  const evaluation = openEvaluation({
    ...shared,
    prepared,
    targets: scoredNodes(objective, []),
    objective,
    capacity: stage.batch,
    differentiate: 'weights',
    trained: (parameter) => stage.trained.has(parameter),
    dropped: [],
    without: [],
    substitutes: new Map(),
  });
  const { evaluator, loader } = evaluation;
  const { batch } = stage;
  const openScorer = (): ReturnType<typeof createScorer> =>
    createScorer(program, objective, [], evaluator);
  const request = {
    stage,
    before: 0,
    epochs: stage.epochs,
    missing: settings.missing,
    seed,
    evaluation,
    natural: undefined,
    asker: undefined,
    state,
    rows,
    fold: 0,
    stream: '0/0',
    openScorer,
    lastTrial: createLastTrial(program, objective.node, settings),
    afterStep: () => Promise.resolve('go on' as const),
  };
  if (optimizer.kind === 'spsa' || !('rate' in optimizer)) throw new Error('no gradient is asked');
  // A long epoch's scorer would grow for as long as the measurement lasts.
  let scorer = openScorer();
  let scored = 0;
  const add = (count: number): void => {
    if (scored++ % 64 === 0) scorer = openScorer();
    scorer.add(count);
  };
  const update = batchUpdate(request, optimizer, { ...scorer, add }, 1);
  const seeds = new Float64Array(batch).fill(1 / batch);
  const load = (): void => {
    loader.load(rows, 0, batch);
  };
  load();
  evaluator.forward(batch);
  const node = program.nodes.find(({ operation }) => operation.kind === 'circuit')!;
  const circuit = program.circuits[(node.operation as { readonly circuit: number }).circuit]!;
  const leaves = circuit.leaves.map((leaf) => evaluator.operand(leaf.node));
  const whole = (): void => {
    load();
    void update({ batch, step: 0, factor: 1e-3 });
  };
  // Kernels for the plan are compiled in the background, which measurements would not give a turn.
  const warmUntil = performance.now() + WARM_MS;
  while (performance.now() < warmUntil) {
    for (let i = 0; i < 20; i++) whole();
    await setTimeout(0);
  }
  return {
    batch,
    precision,
    circuit,
    sampled: leaves.map(({ stride }) => stride > 0),
    wanted: leaves.map(({ gradient }) => gradient !== null),
    whole,
    parts: [
      { name: 'gather', run: load },
      {
        name: 'graph forward',
        run: () => {
          evaluator.forward(batch);
        },
      },
      {
        name: 'graph backward',
        run: () => {
          evaluator.backward(batch, objective.node, seeds);
        },
      },
      {
        name: 'scores',
        run: () => {
          add(batch);
        },
      },
    ],
  };
}

function runOf(text: string): Run {
  const host = sourceHost();
  const { runs, diagnostics } = compile({
    entry: 'main.qmm',
    host: { read: (path) => (path === 'main.qmm' ? text : host.read(path)) },
  });
  const [run] = runs;
  if (run === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return run;
}
