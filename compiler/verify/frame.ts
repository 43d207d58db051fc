import { isKnown, negative, type Angle } from '../passes/canonical/angle.ts';
import {
  multiply,
  opposite,
  pauliWord,
  pulledThrough,
  type Letter,
  type PauliWord,
} from './pauli-word.ts';
import type { Rotation } from './rotations.ts';

/** A rotation about a word of which the sign is in the angle. */
export interface WordRotation {
  readonly word: PauliWord;
  readonly angle: Angle;
}

/** A circuit as rotations, first one first, and a Clifford circuit behind them, known by what it does to words. */
export interface Folded {
  readonly rotations: readonly WordRotation[];
  /** A word behind the Clifford circuit as one before it, so behind the rotations. */
  readonly before: (letters: readonly Letter[]) => PauliWord;
}

/** Quarter turns of an angle that is a multiple of one. */
export function quartersOf(angle: Angle): number | undefined {
  if (!isKnown(angle)) return undefined;
  const quarters = angle.constant / (Math.PI / 2);
  const whole = Math.round(quarters);
  return Math.abs(quarters - whole) < CLOSE ? ((whole % 4) + 4) % 4 : undefined;
}

/** Ten digits: angles that are added up and read from texts lose the last ones. */
const CLOSE = 1e-9;

/**
 * Moves all Clifford rotations behind the others, which turns those into rotations about other words (Gottesman 1998;
 * Litinski 2019).
 *
 * @param place a wire as one of the `wires` that words have
 */
export function fold(
  rotations: readonly Rotation[],
  wires: number,
  place: (wire: number) => number,
): Folded {
  const letters = (pauli: 'X' | 'Z'): PauliWord[] =>
    Array.from({ length: wires }, (_, qubit) => pauliWord(wires, [{ qubit, pauli }]));
  const rows = { X: letters('X'), Z: letters('Z') };
  const before = (list: readonly Letter[]): PauliWord => {
    let word = pauliWord(wires, []);
    let quarters = 0;
    const times = (row: PauliWord): void => {
      const product = multiply(word, row);
      ({ word } = product);
      quarters += product.quarters;
    };
    for (const { qubit, pauli } of list) {
      // Y = i X Z.
      if (pauli === 'Y') quarters += 1;
      if (pauli !== 'Z') times(rows.X[qubit]!);
      if (pauli !== 'X') times(rows.Z[qubit]!);
    }
    return quarters % 4 === 2 ? opposite(word) : word;
  };
  const open: WordRotation[] = [];
  for (const rotation of rotations) {
    const on = rotation.letters.map(({ qubit, pauli }) => ({ qubit: place(qubit), pauli }));
    const word = before(on);
    const quarters = quartersOf(rotation.angle);
    if (quarters === undefined) open.push(unsigned(word, rotation.angle));
    else if (quarters !== 0) {
      for (const { qubit, pauli } of on) {
        if (pauli !== 'X') rows.X[qubit] = pulledThrough(rows.X[qubit]!, word, quarters);
        if (pauli !== 'Z') rows.Z[qubit] = pulledThrough(rows.Z[qubit]!, word, quarters);
      }
    }
  }
  return { rotations: open, before };
}

export function unsigned(word: PauliWord, angle: Angle): WordRotation {
  return word.negative ? { word: opposite(word), angle: negative(angle) } : { word, angle };
}
