import { known } from '../canonical/angle.ts';
import type { Ising, Turn } from '../canonical/operation.ts';
import { hadamard, turn, type Quaternion } from '../canonical/quaternion.ts';
import { fixed } from '../canonical/word.ts';

const HALF = Math.PI / 2;

/** `cx`, up to a global phase. */
export function flip(control: number, target: number, origin: number): readonly (Turn | Ising)[] {
  const word = (qubit: number, gate: Quaternion): Turn => ({
    kind: 'turn',
    qubit,
    word: fixed(gate),
    origin,
  });
  return [
    word(target, hadamard),
    word(control, turn(HALF)),
    word(target, turn(HALF)),
    { kind: 'ising', a: control, b: target, angle: known(-HALF), origin },
    word(target, hadamard),
  ];
}
