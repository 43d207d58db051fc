import { emptySpan, type Mask, ones, parity, type Span } from './bits.ts';
import type { OutputForm, Readout } from './plan.ts';
import { pauliFactor } from './pauli-factor.ts';
import type { SupportedObserved } from './restrict.ts';

/**
 * All Pauli words on some qubits as one readout. A word is `i^ys X^x Z^z` over label bits x and z; its flip is linear
 * in x and its parity in z, so each flip is summed once, sorted by the parities, and one Walsh-Hadamard transform of
 * those sums gives the words of all z.
 */
export function planWords(
  { rows, shifts, flips }: Extract<SupportedObserved, { kind: 'paulis' }>,
  start: number,
): { readonly readout: Readout; readonly outputs: readonly OutputForm[] } {
  const independent = emptySpan();
  for (const row of rows) independent.extend(row);
  const masks = independent.basis;
  const inBasis = rows.map((row) => independent.coordinates(row)!);
  const flipped = flips.reduce<Mask>((bits, flip, i) => bits | (flip << i), 0);
  const kept = shifts.flatMap((shift) => (shift === null ? [] : [shift]));
  const numbers = new Map(kept.map((shift, number) => [shift, number]));
  const outputs = Array.from({ length: shifts.length ** 2 }, (_, word): OutputForm => {
    const { x, z } = labelBits(word, rows.length);
    const shift = shifts[x] ?? null;
    if (shift === null) return { constant: 0, terms: [] };
    const sign = parity(z & flipped) === 1 ? -1 : 1;
    const sum = inBasis.reduce((all, row, i) => ((z >> i) & 1 ? all ^ row : all), 0);
    if (shift === 0 && sum === 0) return { constant: sign, terms: [] };
    const first = start + numbers.get(shift)! * 2 ** masks.length;
    if (shift === 0) return { constant: 0, terms: [{ value: first + sum, coefficient: sign }] };
    const ys = ones(x & z);
    const value = first + placeOfWord(masks, shift, sum, ys);
    return { constant: 0, terms: [{ value, coefficient: sign * pauliFactor(ys % 4) }] };
  });
  return { readout: { kind: 'words', masks, flips: kept }, outputs };
}

/**
 * Where the value of a string is among those of its flip, which is not 0.
 * @param span of the masks, which the string's parity is in
 */
export function indexOfWord(
  span: Span,
  flip: Mask,
  string: { readonly parity: Mask; readonly ys: number },
): number {
  return placeOfWord(span.basis, flip, span.coordinates(string.parity)!, string.ys);
}

/** @param sum of which masks the string's parity is the sum */
function placeOfWord(masks: readonly Mask[], flip: Mask, sum: Mask, ys: number): number {
  return 2 * without(sum, oddMask(masks, flip)) + (ys % 2);
}

/**
 * Which of the masks tells the two ends of a flip's pairs apart. There is one, since a flip that is not 0 changes some
 * label.
 */
export function oddMask(masks: readonly Mask[], flip: Mask): number {
  return masks.findIndex((mask) => parity(mask & flip) === 1);
}

/** Base-4 digits I X Y Z as a bit each for X or Y, and for Y or Z. */
function labelBits(word: number, count: number): { readonly x: number; readonly z: number } {
  let [x, z] = [0, 0];
  for (let i = 0; i < count; i++) {
    const digit = Math.floor(word / 4 ** i) % 4;
    if (digit === 1 || digit === 2) x |= 1 << i;
    if (digit >= 2) z |= 1 << i;
  }
  return { x, z };
}

/** The number whose binary digits are the same but for one that is taken out. */
function without(bits: number, position: number): number {
  const low = bits & ((1 << position) - 1);
  return ((bits >> (position + 1)) << position) | low;
}
