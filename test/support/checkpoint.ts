import type { Checkpoint } from '../../runtime/checkpoint/index.ts';
import { randomStream } from '../../runtime/data/random.ts';
import type { Program } from '../../runtime/program/index.ts';

/** A checkpoint as training would leave it, its numbers drawn by a seed; statistics stay away from zero. */
export function checkpointOf(program: Program, seed = 1): Checkpoint {
  const random = randomStream(seed, 'checkpoint');
  const draw = (shape: readonly number[]): number[] =>
    Array.from({ length: sizeOf(shape) }, () => random.normal());
  const texts = program.inputs.filter(({ type }) => type.kind === 'text');
  const labels = program.inputs.filter(({ type }) => type.kind === 'class');
  return {
    format: 'qmm-checkpoint',
    version: 1,
    model: program.model,
    run: program.model,
    hashes: { source: '', run: '', data: '' },
    seed,
    fold: { index: 0, count: 1, name: '' },
    epoch: 1,
    finished: true,
    results: null,
    parameters: Object.fromEntries(
      program.parameters.map(({ path, shape }) => [
        path,
        { shape: [...shape], values: draw(shape) },
      ]),
    ),
    fits: program.nodes.flatMap(({ operation, shape }, node) => {
      if (operation.kind !== 'fit') return [];
      const offset = operation.statistic === 'highest' ? 5 : -5;
      const values = draw(shape).map((value) => value + offset);
      return [{ node, statistic: operation.statistic, shape: [...shape], values }];
    }),
    solvers: [],
    vocabularies: Object.fromEntries(
      texts.map(({ name, type }) => [
        name,
        WORDS.slice(0, type.kind === 'text' ? type.vocabulary : 0),
      ]),
    ),
    classes: Object.fromEntries(
      labels.map(({ name, type }) => [
        name,
        Array.from({ length: type.kind === 'class' ? type.count : 0 }, (_, k) => `${name} ${k}`),
      ]),
    ),
    examples: [],
    training: {
      optimizers: [{ kind: 'adam', steps: 0, moments: {} }],
      position: { round: 0, stage: 0, epochs: 1 },
      latest: null,
      best: null,
    },
    history: [],
  };
}

const WORDS = ['a', 'picture', 'of', 'the', 'red', 'square', 'blue', 'ring'];

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
