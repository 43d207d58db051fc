import type { EpochScores, ReportInput } from '../../runtime/report/index.ts';
import { EXACT } from '../../runtime/program/index.ts';
import { pairProgram } from '../support/programs.ts';

/** A training of four classes that goes as trainings go; with folds, each a little worse than the one before. */
export function exampleReport(folds: readonly string[] = ['']): ReportInput {
  const counts = [
    [22, 1, 2, 0],
    [0, 24, 1, 0],
    [3, 0, 20, 2],
    [0, 1, 0, 24],
  ];
  return {
    run: {
      name: 'Pair',
      program: pairProgram(),
      data: {
        name: 'pairs',
        source: { kind: 'csv', paths: { kind: 'one', path: 'pairs.csv' } },
        columns: {},
        split: { kind: 'fractions', train: 0.7, validate: 0.15, test: 0.15, group: 'speaker' },
        take: null,
        seed: 0,
        place: { file: 'main.qmm', start: 0, end: 1 },
      },
      train: {
        optimizer: { kind: 'adam', rate: 0.02, schedule: { kind: 'cosine', warmup: 2 } },
        epochs: 20,
        batch: 64,
        seed: 7,
        objective: '',
        patience: null,
        missing: { ear: 0.2 },
        precision: 'f32',
        execution: EXACT,
        gradient: 'adjoint',
        only: null,
        freeze: [],
        stages: [],
        rounds: 1,
        start: null,
        place: { file: 'main.qmm', start: 0, end: 1 },
      },
    },
    folds: folds.map((name, index) => ({
      name,
      history: history(index),
      metrics: {
        train: { loss: 0.21, accuracy: 0.97, samples: 466 },
        validate: { loss: 0.3 + 0.02 * index, accuracy: 0.92, samples: 100 },
        test: { loss: 0.31 + 0.02 * index, accuracy: 0.9 - 0.05 * index, samples: 100 },
      },
    })),
    confusion: { counts, split: 'test' },
    drawings: null,
    labels: ['airport', 'bus', 'metro', 'street'],
    sources: { 'main.qmm': 'model Pair {\n  modality eye: image(4, 4)\n}\n' },
    versions: { qmm: '0.1.0', program: 1, engine: 'node' },
    seeds: { train: 7, data: 0 },
    hashes: { source: 'a'.repeat(64), run: 'b'.repeat(64), data: 'c'.repeat(64) },
    overrides: { '--seed': '7' },
  };
}

function history(fold: number): EpochScores[] {
  return Array.from({ length: 20 }, (_, epoch) => {
    const left = Math.exp(-epoch / 6);
    const ripple = 0.02 * Math.sin(epoch + fold);
    return {
      epoch: epoch + 1,
      train: { loss: 0.2 + 1.2 * left, accuracy: 0.97 - 0.7 * left },
      validate: {
        loss: 0.3 + 1.1 * left + ripple + 0.05 * fold,
        accuracy: 0.92 - 0.66 * left - ripple,
      },
    };
  });
}
