import { openEvaluation } from '../../../runtime/graph/evaluation.ts';
import { movingNodes } from '../../../runtime/graph/dependencies.ts';
import { createScorer } from '../../../runtime/objectives/scorer.ts';
import type { BatchOptimizer } from '../../../runtime/program/index.ts';
import { noPool, type Pool } from '../../../runtime/threads/pool.ts';
import { trainEpoch } from '../../../runtime/train/epoch.ts';
import type { PlannedStage } from '../../../runtime/train/plan.ts';
import { createTrainingState } from '../../../runtime/train/state.ts';
import type { Task } from '../protocol.ts';
import { LOSS, programOf } from './program.ts';

const OPTIMIZER: BatchOptimizer = {
  kind: 'adam',
  rate: 0.01,
  schedule: { kind: 'constant' },
};

export interface Training {
  /** Goes through the batch so many times, an update of the weights each. */
  readonly steps: (count: number) => Promise<void>;
  /** Where the weights stand. */
  readonly weights: Float64Array;
}

/**
 * Training as `qmm train` does it, with the parts that it is made of: rows are shuffled and gathered, the graph around
 * the circuit is worked out, Adam moves the weights, losses are scored. Data that was read and prepared is there.
 */
export function openTraining(task: Task, pool: Pool = noPool): Training {
  const program = programOf(task);
  const batch = task.sampled.length;
  const own = task.sampled[0]?.length ?? 0;
  const column = { shape: [own], values: Float32Array.from(task.sampled.flat()), present: null };
  const columns = new Map([['x', column]]);
  const [objective] = program.objectives;
  const stage: PlannedStage = {
    name: '',
    optimizer: OPTIMIZER,
    epochs: 1,
    batch,
    patience: null,
    objective: objective!,
    trained: new Set([0]),
  };
  const state = createTrainingState(program, { stages: [stage] });
  state.weights.values.set(task.shared);
  const evaluation = openEvaluation({
    program,
    columns,
    prepared: {
      moving: movingNodes(program),
      sampled: new Map([[1, { values: column.values, size: own }]]),
      shared: new Map([[3, constantOf(program.nodes[3]!.operation)]]),
      fits: new Map(),
    },
    weights: state.weights,
    targets: [LOSS],
    objective: objective!,
    capacity: batch,
    differentiate: 'weights',
    precision: 'f32',
    pool,
    dropped: [],
    without: [],
    substitutes: new Map(),
  });
  return {
    weights: state.weights.values,
    steps: async (count) => {
      await trainEpoch({
        stage,
        before: 0,
        epochs: 1,
        missing: {},
        seed: 0,
        evaluation,
        asker: undefined,
        natural: undefined,
        state,
        rows: Uint32Array.from({ length: count * batch }, (_, i) => i % batch),
        fold: 0,
        stream: '0/0',
        openScorer: () => createScorer(program, objective, [], evaluation.evaluator),
        lastTrial: { isRandom: false, known: null },
        afterStep: () => Promise.resolve('go on'),
      });
    },
  };
}

function constantOf(operation: { readonly kind: string }): Float64Array {
  if ('values' in operation) return Float64Array.from(operation.values as readonly number[]);
  throw new Error(`no constant: ${operation.kind}`);
}
