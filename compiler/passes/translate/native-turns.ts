import { known, isWholeTurns, plus, toAffine, type Angle } from '../canonical/angle.ts';
import {
  eulerOf,
  identity,
  TOLERANCE,
  type Euler,
  type Quaternion,
} from '../canonical/quaternion.ts';
import type { Word } from '../canonical/word.ts';
import type { NativeOperation } from '../native.ts';
import type { Dialect } from './dialect.ts';

type Step = Omit<NativeOperation, 'origin' | 'conditions'>;

const HALF = Math.PI / 2;

/**
 * A word in a device's own gates on one qubit: turns of frame, which cost nothing, around one pulse for a gate of fixed
 * angles that is a quarter or a half turn about some axis of the plane, two for others (McKay et al. 2017), or one `rx`
 * of any angle, open between two quarter turns.
 */
export function nativeTurns(word: Word, qubit: number, dialect: Dialect): readonly Step[] {
  const steps: Step[] = [];
  const qubits = [qubit];
  let frame: Angle = known(0);
  const pulse = (name: 'sx' | 'x' | 'rx', angle?: Angle): void => {
    if (!isWholeTurns(frame)) steps.push({ name: 'rz', qubits, angle: toAffine(frame) });
    frame = known(0);
    steps.push(angle === undefined ? { name, qubits } : { name, qubits, angle: toAffine(angle) });
  };
  const turnBy = (angle: number): void => {
    frame = plus(frame, known(angle));
  };
  const gate = (quaternion: Quaternion): void => {
    const { theta, phi, lambda } = eulerOf(quaternion);
    if (theta < TOLERANCE) turnBy(phi + lambda);
    else if (Math.abs(theta - Math.PI) < TOLERANCE) {
      // ry(pi) = x rz(pi), and x passes turns on in the other direction.
      if (dialect.hasX) {
        turnBy(lambda - phi + Math.PI);
        pulse('x');
      } else if (dialect.turns === 'rx') {
        turnBy(lambda - phi + Math.PI);
        pulse('rx', known(Math.PI));
      } else {
        turnBy(lambda - phi + Math.PI);
        pulse('sx');
        pulse('sx');
      }
    } else if (dialect.turns === 'rx') {
      // ry(theta) = rz(pi / 2) rx(theta) rz(-pi / 2)
      turnBy(lambda - HALF);
      pulse('rx', known(theta));
      turnBy(phi + HALF);
    } else if (isQuarter({ theta })) {
      turnBy(lambda - HALF);
      pulse('sx');
      turnBy(phi + HALF);
    } else {
      turnBy(lambda);
      pulse('sx');
      turnBy(theta + Math.PI);
      pulse('sx');
      turnBy(phi + Math.PI);
    }
  };
  let next = word.first;
  for (const { angle, after } of word.factors) {
    const [left, right] = [eulerOf(next), eulerOf(after)];
    if (dialect.turns === 'rx' && isQuarter(left) && isQuarter(right)) {
      // ry(pi / 2) rz(a) ry(pi / 2) = rx(a + pi) rz(pi)
      turnBy(left.lambda + Math.PI);
      pulse('rx', plus(angle, known(left.phi + right.lambda + Math.PI)));
      turnBy(right.phi);
      next = identity;
    } else {
      gate(next);
      frame = plus(frame, angle);
      next = after;
    }
  }
  gate(next);
  if (!isWholeTurns(frame)) steps.push({ name: 'rz', qubits, angle: toAffine(frame) });
  return steps;
}

function isQuarter({ theta }: Pick<Euler, 'theta'>): boolean {
  return Math.abs(theta - HALF) < TOLERANCE;
}

/** How many pulses a word takes. */
export function pulsesOf(word: Word, dialect: Dialect): number {
  return nativeTurns(word, 0, dialect).filter(({ name }) => name !== 'rz').length;
}
