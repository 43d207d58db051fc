import { known } from '../canonical/angle.ts';
import type { Ising, Turn } from '../canonical/operation.ts';
import { hadamard, rotation, type Quaternion } from '../canonical/quaternion.ts';
import { fixed } from '../canonical/word.ts';
import { flip } from './flip.ts';
import { entanglersOfCore, type Weyl } from './weyl.ts';

const HALF = Math.PI / 2;

/**
 * A gate on the qubits `a` (0) and `b` (1), with as few `ising` of a quarter turn as there can be.
 *
 * @param hasPhases whether a single `ising` may have any angle
 */
export function synthesise(
  weyl: Weyl,
  a: number,
  b: number,
  origin: number,
  hasPhases: boolean,
): (Turn | Ising)[] {
  const turn = (qubit: number, gate: Quaternion): Turn => ({
    kind: 'turn',
    qubit,
    word: fixed(gate),
    origin,
  });
  const both = ([first, second]: Weyl['before']): Turn[] => [turn(a, first), turn(b, second)];
  const quarter = (angle: number): Ising => ({ kind: 'ising', a, b, angle: known(angle), origin });
  const [x, y, z] = weyl.coordinates;
  const isQuarter = entanglersOfCore(weyl.coordinates) === 1;
  const core = (): (Turn | Ising)[] => {
    switch (entanglersOfCore(weyl.coordinates, hasPhases)) {
      case 0:
        return [];
      case 1:
        return [
          turn(a, hadamard),
          turn(b, hadamard),
          quarter(isQuarter ? -HALF : -2 * x),
          turn(a, hadamard),
          turn(b, hadamard),
        ];
      case 2: {
        // exp(i (x XX + z ZZ)) = cx (rx(-2x) on a, rz(-2z) on b) cx, and YY becomes ZZ by a quarter turn about x.
        const into = rotation('x', HALF);
        const back = rotation('x', -HALF);
        return [
          turn(a, into),
          turn(b, into),
          ...flip(a, b, origin),
          turn(a, rotation('x', -2 * x)),
          turn(b, rotation('z', -2 * y)),
          ...flip(a, b, origin),
          turn(a, back),
          turn(b, back),
        ];
      }
      case 3:
        // Vatan and Williams 2004.
        return [
          turn(a, rotation('z', -HALF)),
          ...flip(b, a, origin),
          turn(b, rotation('y', HALF - 2 * y)),
          ...flip(a, b, origin),
          turn(a, rotation('z', HALF - 2 * z)),
          turn(b, rotation('y', 2 * x - HALF)),
          ...flip(b, a, origin),
          turn(b, rotation('z', HALF)),
        ];
    }
  };
  return [...both(weyl.before), ...core(), ...both(weyl.after)];
}
