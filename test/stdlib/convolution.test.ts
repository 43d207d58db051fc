import { describe, expect, test } from 'vitest';
import { compileText, programOf } from '../support/compile.ts';
import { expectSlopes } from '../support/slopes.ts';
import { outcomeOf, upTo, weightAt, type Outcome } from './support.ts';

const picture = upTo(5 * 4 * 2).map((k) => Math.sin(0.9 + 1.7 * k));
const series = upTo(7 * 3).map((k) => Math.cos(0.4 + 2.1 * k));

const model = (readout: string, x: string): string => `model M {
  modality x: ${x}
  readout z = ${readout}
}`;

/** What lies at a place of a picture: zero outside. */
type Pixels = (row: number, column: number, channel: number) => number;

const ofPicture: Pixels = (row, column, channel) =>
  row < 0 || row >= 5 || column < 0 || column >= 4 ? 0 : picture[(row * 4 + column) * 2 + channel]!;

/** A series is a picture of one column. */
const ofSeries: Pixels = (row, column, channel) =>
  row < 0 || row >= 7 || column !== 0 ? 0 : series[row * 3 + channel]!;

interface Layer {
  readonly places: readonly [rows: number, columns: number];
  readonly window: readonly [rows: number, columns: number];
  readonly channels: readonly [before: number, after: number];
  readonly stride: number;
  readonly padding: readonly [rows: number, columns: number];
}

/** The definition: a sum over the places and channels under the window, for each place and channel of the result. */
function convolved(outcome: Outcome, at: Pixels, layer: Layer): number[] {
  const [weights, bias] = [outcome.weights('weights'), outcome.weights('bias')];
  const [before, after] = layer.channels;
  const result: number[] = [];
  for (const row of upTo(layer.places[0])) {
    for (const column of upTo(layer.places[1])) {
      for (const channel of upTo(after)) {
        let sum = bias[channel]!;
        for (const i of upTo(layer.window[0])) {
          for (const j of upTo(layer.window[1])) {
            for (const k of upTo(before)) {
              const weight = weights[((i * layer.window[1] + j) * before + k) * after + channel]!;
              const y = row * layer.stride + i - layer.padding[0];
              const x = column * layer.stride + j - layer.padding[1];
              sum += weight * at(y, x, k);
            }
          }
        }
        result.push(sum);
      }
    }
  }
  return result;
}

function expectValues(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
}

describe('conv', () => {
  test('sums what lies under each window', () => {
    const outcome = outcomeOf(model('x |> conv(3, 2)', 'real[5, 4, 2]'), { x: picture });
    const layer = { window: [2, 2], channels: [2, 3], stride: 1, padding: [0, 0] } as const;
    expectValues(outcome.readout('z'), convolved(outcome, ofPicture, { ...layer, places: [4, 3] }));
  });

  test('with stride and padding', () => {
    const text = model('x |> conv(2, 3, stride: 2, padding: 1)', 'real[5, 4, 2]');
    const outcome = outcomeOf(text, { x: picture });
    const layer = { window: [3, 3], channels: [2, 2], stride: 2, padding: [1, 1] } as const;
    expectValues(outcome.readout('z'), convolved(outcome, ofPicture, { ...layer, places: [3, 2] }));
    expectSlopes(programOf(text), { x: picture }, weightAt);
  });

  test('of a picture without channels, twice over: sizes follow, and derivatives are slopes', () => {
    const text = model('x |> conv(4, 3) |> tanh |> conv(2, 2, stride: 2)', 'image(7, 8)');
    expect(compileText(text).models[0]).toMatchObject({
      parameters: 4 * (9 + 1) + 2 * (4 * 4 + 1),
      outputs: { z: 'real[2, 3, 2]' },
    });
    const x = upTo(56).map((k) => 0.5 + 0.5 * Math.sin(k));
    expectSlopes(programOf(text), { x }, (index) => weightAt(index) / 4);
  });

  test('start values are those of Glorot and Bengio for what enters and leaves a place', () => {
    const [weights] = programOf(model('x |> conv(3, 2)', 'real[5, 4, 2]')).parameters;
    const bound = Math.sqrt(6 / (4 * 2 + 4 * 3));
    expect(weights?.start).toEqual({ kind: 'uniform', low: -bound, high: bound });
  });

  test('a window beyond the picture is refused', () => {
    const { diagnostics } = compileText(model('x |> conv(3, 6)', 'real[5, 4, 2]'));
    expect(diagnostics.map(({ code }) => code)).toEqual(['size-mismatch']);
    expect(diagnostics[0]?.message).toContain('windows of 6');
  });
});

describe('conv_series', () => {
  test('slides along the first axis and sees all of the second', () => {
    const text = model('x |> conv_series(2, 3, stride: 2, padding: 1)', 'real[7, 3]');
    const outcome = outcomeOf(text, { x: series });
    const layer = { window: [3, 1], channels: [3, 2], stride: 2, padding: [1, 0] } as const;
    expectValues(outcome.readout('z'), convolved(outcome, ofSeries, { ...layer, places: [4, 1] }));
    expect(compileText(text).models[0]).toMatchObject({ outputs: { z: 'real[4, 2]' } });
    expectSlopes(programOf(text), { x: series }, weightAt);
  });
});
