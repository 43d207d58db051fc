import { known } from '../canonical/angle.ts';
import type { Ising, Turn } from '../canonical/operation.ts';
import { hadamard, type Quaternion } from '../canonical/quaternion.ts';
import { fixed } from '../canonical/word.ts';
import { threeEntanglers, twoEntanglers } from './cores.ts';
import { entanglersOfCore, type Weyl } from '../../../runtime/program/bind/weyl.ts';

const HALF = Math.PI / 2;

/**
 * A gate on the qubits `a` (0) and `b` (1), with as few `ising` of a quarter turn as there can be, or one of any angle
 * where that is all of it: it says then what it commutes with.
 */
export function synthesise(weyl: Weyl, a: number, b: number, origin: number): (Turn | Ising)[] {
  const turn = (qubit: number, gate: Quaternion): Turn => ({
    kind: 'turn',
    qubit,
    word: fixed(gate),
    origin,
  });
  const both = ([first, second]: Weyl['before']): Turn[] => [turn(a, first), turn(b, second)];
  const core = (): (Turn | Ising)[] => {
    const entanglers = entanglersOfCore(weyl.coordinates);
    if (entanglers === 0) return [];
    if (isSingle(weyl)) {
      const angle = entanglers === 1 ? -HALF : -2 * weyl.coordinates[0];
      const frames = [turn(a, hadamard), turn(b, hadamard)];
      return [...frames, { kind: 'ising', a, b, angle: known(angle), origin }, ...frames];
    }
    const coordinates = weyl.coordinates.map(known);
    const written = entanglers === 2 ? twoEntanglers : threeEntanglers;
    return written(coordinates, a, b, origin);
  };
  return [...both(weyl.before), ...core(), ...both(weyl.after)];
}

/** Is it a single `ising` of some angle, turns aside? */
export function isSingle({ coordinates }: Weyl): boolean {
  return entanglersOfCore(coordinates, true) === 1;
}
