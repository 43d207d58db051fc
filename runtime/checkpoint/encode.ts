import { parameterView } from '../graph/weights.ts';
import type { Late } from '../graph/solved.ts';
import type { Program } from '../program/index.ts';
import type { TrainingState } from '../train/state.ts';
import { encodeOptimizer } from './optimizers.ts';
import type { Checkpoint, Example, Hashes, Results } from './schema.ts';
import { encodeSolver } from './solvers.ts';

/** What a checkpoint says beside the state of training. */
export interface CheckpointFacts {
  readonly program: Program;
  readonly run: string;
  readonly hashes: Hashes;
  readonly seed: number;
  readonly fold: Checkpoint['fold'];
  readonly fits: ReadonlyMap<number, Float64Array>;
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

/** What comes once training is over. */
export interface Finish {
  readonly late: Late;
  readonly results: Results;
}

/** The checkpoint of a training after its last finished epoch. `parameters` are the weights that predict. */
export function encodeCheckpoint(
  facts: CheckpointFacts,
  state: TrainingState,
  examples: Example[],
  finish: Finish | null,
): Checkpoint {
  const { program } = facts;
  const fits = [...facts.fits, ...(finish?.late.fits ?? [])];
  const { weights, optimizers, best } = state;
  const chosen = best ? best.values : weights.values;
  const byPath = <T>(value: (index: number) => T): Record<string, T> =>
    Object.fromEntries(program.parameters.map(({ path }, index) => [path, value(index)]));
  const part = (array: Float64Array, index: number): number[] => [
    ...parameterView(weights, array, index),
  ];
  return {
    format: 'qmm-checkpoint',
    version: 1,
    model: program.model,
    run: facts.run,
    hashes: facts.hashes,
    seed: facts.seed,
    fold: facts.fold,
    epoch: state.history.length,
    finished: state.finished,
    results: finish?.results ?? null,
    parameters: byPath((index) => ({
      shape: [...program.parameters[index]!.shape],
      values: part(chosen, index),
    })),
    fits: fits
      .sort(([a], [b]) => a - b)
      .map(([node, values]) => ({
        node,
        statistic: statisticOf(program, node),
        shape: [...program.nodes[node]!.shape],
        values: [...values],
      })),
    solvers: [...(finish?.late.solved ?? [])].map(([node, solved]) => encodeSolver(node, solved)),
    vocabularies: mutable(facts.vocabularies),
    classes: mutable(facts.classes),
    examples,
    training: {
      optimizers: optimizers.map(({ memory, packed }) => encodeOptimizer(program, memory, packed)),
      position: { ...state.position },
      latest: best && byPath((index) => part(weights.values, index)),
      best: best && { epoch: best.epoch, loss: best.loss },
    },
    history: state.history.map((record) => ({ ...record })),
  };
}

function statisticOf(program: Program, node: number): string {
  const { operation } = program.nodes[node]!;
  return operation.kind === 'fit' ? operation.statistic : operation.kind;
}

function mutable(lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.keys(lists)
      .sort()
      .map((name) => [name, [...lists[name]!]]),
  );
}
