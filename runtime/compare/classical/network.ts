import type { Column } from '../../data/dataset.ts';
import type { TrainSettings } from '../../program/index.ts';
import { trainVariant } from '../train-variant.ts';
import { featuresOf, truthOf } from './lesson.ts';
import type { Baseline, Candidate, Learnt, Lesson } from './lesson.ts';
import { FEATURES, networkProgram, networkWeights, TRUTH } from './network-program.ts';
import { unitOf } from './unit.ts';

/** A network with one hidden layer; its width and the rate of learning are searched. */
export const network: Baseline = {
  name: 'MLP (one hidden layer)',
  candidates: (lesson, isQuick) =>
    (isQuick ? [32] : [16, 64]).flatMap((hidden) =>
      (isQuick ? [0.01] : [0.003, 0.01]).map((rate) => candidate(lesson, hidden, rate)),
    ),
};

/**
 * A network with about as many weights as the model, the nearest that one hidden layer can have; its rate of learning
 * is searched.
 */
export function parameterTwin(weights: number): Baseline {
  return {
    name: 'classical twin of as many weights',
    candidates: (lesson, isQuick) => {
      const { size } = lesson.features;
      const each = size + 1 + (lesson.classes ?? 1);
      const hidden = Math.max(1, Math.round((weights - (lesson.classes ?? 1)) / each));
      return (isQuick ? [0.01] : [0.003, 0.01, 0.03]).map((rate) =>
        candidate(lesson, hidden, rate),
      );
    },
  };
}

const EPOCHS = 60;

function candidate(lesson: Lesson, hidden: number, rate: number): Candidate {
  return {
    text: `${hidden} hidden units, rate ${rate}`,
    examine: (learnt, asked) => examine(lesson, learnt, asked, hidden, rate),
  };
}

async function examine(
  lesson: Lesson,
  learnt: Uint32Array,
  asked: Uint32Array,
  hidden: number,
  rate: number,
): Promise<Learnt> {
  const { classes, seed, pool, signal, pause } = lesson;
  const shape = { size: lesson.features.size, hidden, classes };
  // The rows of a data set of their own: first those it learns from, then those it is asked.
  const rows = Uint32Array.from([...learnt, ...asked]);
  const features = featuresOf(lesson, rows);
  const truth = truthOf(lesson, rows);
  const unit = unitOf(truth.subarray(0, learnt.length));
  const columns = new Map<string, Column>([
    [FEATURES, { shape: [shape.size], values: features.values, present: null }],
    [
      TRUTH,
      {
        shape: [],
        values: classes === null ? truth.map((value) => unit.into(value)) : truth,
        present: null,
      },
    ],
  ]);
  const all = Uint32Array.from(rows.keys());
  const { test } = await trainVariant({
    program: networkProgram(shape),
    settings: settingsOf(rate, seed),
    data: {
      count: rows.length,
      ids: Array.from(rows, String),
      columns,
      rows: {
        train: all.slice(0, learnt.length),
        validate: new Uint32Array(0),
        test: all.slice(learnt.length),
        name: '',
      },
      groups: null,
      fold: { index: 0, count: 1 },
      vocabularies: {},
      classes: {},
      features: new Map(),
    },
    pool,
    signal,
    pause,
  });
  const score = test![classes === null ? 'r2' : 'accuracy']!;
  return { score, parameters: networkWeights(shape) };
}

function settingsOf(rate: number, seed: number): TrainSettings {
  return {
    optimizer: { kind: 'adam', rate, schedule: { kind: 'cosine', warmup: 1 } },
    epochs: EPOCHS,
    batch: 32,
    seed,
    objective: '',
    patience: null,
    missing: {},
    precision: 'f64',
    execution: { shots: null, noise: null, seed: 0 },
    gradient: 'adjoint',
    only: null,
    freeze: [],
    stages: [],
    rounds: 1,
    start: null,
    place: { file: '', start: 0, end: 0 },
  };
}
