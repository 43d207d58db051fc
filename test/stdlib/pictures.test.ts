import { describe, expect, test } from 'vitest';
import { each, euler, hand, outcomeOf, upTo, type Hand } from './support.ts';

describe('quanvolution', () => {
  /** What the circuit tells of four values in [0, 1]. */
  const told = (values: readonly number[], w: readonly number[]): number[] => {
    const turned = each(hand(4), values, (so, x, k) =>
      euler(so.gate('ry', k, Math.PI * x), k, w.slice(3 * k, 3 * k + 3)),
    );
    const { state } = each(turned, upTo(4), (so, k) => so.controlled('x', k, (k + 1) % 4));
    return upTo(4).map((k) => meanOfZ(state, k));
  };

  test('reads a patch: angles up to pi, a circuit, <Z> of each qubit', () => {
    const patch = [0.2, 0.9, 0.5, 0.1];
    const { readout, weights } = outcomeOf(
      'model M {\n  modality x: real[4]\n  readout y = x |> read_patch\n}',
      { x: patch },
    );
    const wanted = told(patch, weights('w'));
    readout('y').forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
  });

  test('leaves one channel for each qubit of each place, with the same weights in all', () => {
    const picture = upTo(24).map((k) => ((7 * k) % 11) / 11);
    const { program, readout, weights } = outcomeOf(
      'model M {\n  modality x: image(4, 6)\n  readout y = x |> quanvolution\n}',
      { x: picture },
    );
    expect(program.readouts.map(({ type }) => type)).toEqual(['real[6, 4]']);
    const wanted = [0, 2, 4, 12, 14, 16].flatMap((corner) =>
      told(
        [0, 1, 6, 7].map((step) => picture[corner + step]!),
        weights('w'),
      ),
    );
    readout('y').forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
  });
});

function meanOfZ(state: Hand['state'], qubit: number): number {
  return state.real.reduce(
    (sum, re, at) => sum + (1 - 2 * ((at >> qubit) & 1)) * (re ** 2 + state.imaginary[at]! ** 2),
    0,
  );
}
