import type { Form } from '../plan/form.ts';

/**
 * Lets a `prepare` load other amplitudes, scaled to length one.
 * @param wanted of any length
 * @param loaded what it loads by itself
 * @param additional the leaves that are added to it from `start` on, written
 * @returns the square of the length: what expectations of the scaled state have to be multiplied with. Where it is zero
 * nothing is written
 */
export function replaceAmplitudes(
  wanted: readonly number[],
  loaded: readonly number[],
  additional: Float64Array,
  start: number,
): number {
  const square = wanted.reduce((sum, value) => sum + value ** 2, 0);
  if (square === 0) return 0;
  const length = Math.sqrt(square);
  wanted.forEach((value, i) => {
    additional[start + i] = value / length - loaded[i]!;
  });
  return square;
}

export function valueOf({ constant, terms }: Form, leafValue: (leaf: number) => number): number {
  return terms.reduce(
    (sum, { leaf, coefficient }) => sum + coefficient * leafValue(leaf),
    constant,
  );
}
