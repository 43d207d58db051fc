import { known, scaled, type Angle } from '../canonical/angle.ts';
import { rotated } from '../canonical/frames.ts';
import type { Ising, Turn } from '../canonical/operation.ts';
import { turned, type Word } from '../canonical/word.ts';
import { flip } from './flip.ts';

const HALF = Math.PI / 2;

/** Of `exp(i (x XX + y YY + z ZZ))`, known or open. */
export type Coordinates = readonly Angle[];

/** Such a gate with `z = 0`, up to a global phase, for any x and y. */
export function twoEntanglers(
  [x, y]: Coordinates,
  a: number,
  b: number,
  origin: number,
): (Turn | Ising)[] {
  const turn = turnAt(origin);
  // exp(i (x XX + z ZZ)) = cx (rx(-2x) on a, rz(-2z) on b) cx, and YY becomes ZZ by a quarter turn about x.
  const [into, back] = [rotated('rx', known(HALF)), rotated('rx', known(-HALF))];
  return [
    turn(a, into),
    turn(b, into),
    ...flip(a, b, origin),
    turn(a, rotated('rx', scaled(x!, -2))),
    turn(b, turned(scaled(y!, -2))),
    ...flip(a, b, origin),
    turn(a, back),
    turn(b, back),
  ];
}

/** Such a gate, up to a global phase, for any x, y and z (Vatan and Williams 2004). */
export function threeEntanglers(
  [x, y, z]: Coordinates,
  a: number,
  b: number,
  origin: number,
): (Turn | Ising)[] {
  const turn = turnAt(origin);
  return [
    turn(a, turned(known(-HALF))),
    ...flip(b, a, origin),
    turn(b, rotated('ry', scaled(y!, -2, HALF))),
    ...flip(a, b, origin),
    turn(a, turned(scaled(z!, -2, HALF))),
    turn(b, rotated('ry', scaled(x!, 2, -HALF))),
    ...flip(b, a, origin),
    turn(b, turned(known(HALF))),
  ];
}

function turnAt(origin: number): (qubit: number, word: Word) => Turn {
  return (qubit, word) => ({ kind: 'turn', qubit, word, origin });
}
