import { describe, expect, test } from 'vitest';
import { compileFile, compileText, programOf } from '../support/compile.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { expectSlopes } from '../support/slopes.ts';
import { outcomeOf, upTo, weightAt, type Outcome } from './support.ts';

const series = [
  [0.3, -1.2],
  [2, 0.7],
  [-0.4, 0.1],
];

const ofSeries = `model M {
  modality x: real[3, 2]
  readout z = x |> gru(3)
}`;

const ofWords = `model M {
  modality said: text(words: 4, vocabulary: 5)
  readout z = said |> embedding(2) |> gru(3)
}`;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Cho et al. 2014, equations 5 to 8, with biases: the last state after rows of numbers. */
function recurrent(model: Outcome, rows: readonly (readonly number[])[], width: number): number[] {
  const affine = (layer: string, x: readonly number[]): number[] =>
    upTo(width).map((row) => {
      const weights = model.weights(`${layer}/w`).slice(row * x.length, (row + 1) * x.length);
      const sum = weights.reduce((all, weight, k) => all + weight * x[k]!, 0);
      return sum + model.weights(`${layer}/b`)[row]!;
    });
  let state = upTo(width).map(() => 0);
  for (const x of rows) {
    const update = affine('linear', [...x, ...state]).map(sigmoid);
    const reset = affine('linear#2', [...x, ...state]).map(sigmoid);
    const candidate = affine('linear#3', [...x, ...state.map((h, k) => reset[k]! * h)]);
    state = state.map((h, k) => update[k]! * h + (1 - update[k]!) * Math.tanh(candidate[k]!));
  }
  return state;
}

function expectValues(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
}

describe('gru', () => {
  test('is the recurrence of the paper, entry by entry', () => {
    const model = outcomeOf(ofSeries, { x: series.flat() });
    expectValues(model.readout('z'), recurrent(model, series, 3));
  });

  test('has 3w(n + w + 1) weights', () => {
    expect(compileText(ofSeries).models[0]).toMatchObject({ parameters: 3 * 3 * (2 + 3 + 1) });
  });

  test('words that are absent leave the state as it is', () => {
    const model = outcomeOf(ofWords, { said: [2, -1, 4, -1] });
    const table = model.weights('table');
    const rows = [2, 4].map((word) => table.slice(2 * word, 2 * word + 2));
    expectValues(model.readout('z'), recurrent(model, rows, 3));
  });

  test('a text without words leaves the start', () => {
    expect(outcomeOf(ofWords, { said: [-1, -1, -1, -1] }).readout('z')).toEqual([0, 0, 0]);
  });

  test('its derivatives are slopes, those of the words too', () => {
    const small = (index: number): number => weightAt(index) / 3;
    expectSlopes(programOf(ofSeries), { x: series.flat() }, small);
    expectSlopes(programOf(ofWords), { said: [2, 0, -1, 2] }, small);
  });
});

describeShared('QD-MSA', () => {
  test('has the published weights behind three recurrent units', () => {
    const { runs, models } = compileFile(sharedPath('design', 'models', 'qd-msa.qmm'));
    expect(models[0]).toMatchObject({ qubits: 8, live: 8, parameters: 157_449 });
    const folds = runs[0]!.program.nodes.filter(({ operation }) => operation.kind === 'fold');
    expect(folds.map(({ shape }) => shape)).toEqual([[64], [32], [32]]);
  });
});
