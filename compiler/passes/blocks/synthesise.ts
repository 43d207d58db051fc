import { known } from '../canonical/angle.ts';
import type { Ising, Turn } from '../canonical/operation.ts';
import { hadamard, type Quaternion } from '../canonical/quaternion.ts';
import { fixed } from '../canonical/word.ts';
import { threeEntanglers, twoEntanglers } from './cores.ts';
import { entanglersOfCore, type Weyl } from '../../../runtime/program/bind/weyl.ts';

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
      case 2:
        return twoEntanglers([x, y, z].map(known), a, b, origin);
      case 3:
        return threeEntanglers([x, y, z].map(known), a, b, origin);
    }
  };
  return [...both(weyl.before), ...core(), ...both(weyl.after)];
}
