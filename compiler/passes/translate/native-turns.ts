import {
  isKnown,
  isWholeTurns,
  known,
  negative,
  plus,
  toAffine,
  type Angle,
} from '../canonical/angle.ts';
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

export interface NativeTurns {
  readonly steps: readonly Step[];
  /** `rz` of this is still to come: nothing where the device has that gate. */
  readonly rest: Angle;
}

const HALF = Math.PI / 2;

/**
 * A word in a device's own gates on one qubit: turns of frame, which cost nothing, around one pulse for a gate of fixed
 * angles that is a quarter or a half turn about some axis of the plane, two for others (McKay et al. 2017), or one
 * pulse of any angle, open between two quarter turns, where there is such a one. A device without `rz` turns the axes of
 * all pulses that follow.
 */
export function nativeTurns(word: Word, qubit: number, dialect: Dialect): NativeTurns {
  const steps: Step[] = [];
  const qubits = [qubit];
  const isFramed = dialect.turns === 'prx' || dialect.turns === 'gpi';
  const hasAnyAngle = dialect.turns === 'rx' || dialect.turns === 'prx';
  let frame: Angle = known(0);
  const turnBy = (angle: number): void => {
    frame = plus(frame, known(angle));
  };
  const settleFrame = (): void => {
    if (isFramed) return;
    if (!isWholeTurns(frame)) steps.push({ name: 'rz', qubits, angle: toAffine(frame) });
    frame = known(0);
  };
  /** About x. */
  const pulse = (angle: Angle): void => {
    settleFrame();
    // rx(a) rz(f) = rz(f) prx(a, -f)
    const axis = isFramed ? { axis: toAffine(negative(frame)) } : {};
    const isHalf = isKnown(angle) && angle.constant === Math.PI;
    const isQuarterPulse = isKnown(angle) && angle.constant === HALF;
    switch (dialect.turns) {
      case 'prx':
        steps.push({ name: 'prx', qubits, angle: toAffine(angle), ...axis });
        return;
      case 'gpi':
        steps.push({ name: isHalf ? 'gpi' : 'gpi2', qubits, ...axis });
        return;
      case 'rx':
      case 'sx':
        if (isHalf && dialect.hasX) steps.push({ name: 'x', qubits });
        else if (isQuarterPulse && dialect.hasSx) steps.push({ name: 'sx', qubits });
        else if (dialect.turns === 'sx') steps.push({ name: 'sx', qubits }, { name: 'sx', qubits });
        else steps.push({ name: 'rx', qubits, angle: toAffine(angle) });
    }
  };
  const gate = (quaternion: Quaternion): void => {
    const { theta, phi, lambda } = eulerOf(quaternion);
    if (theta < TOLERANCE) turnBy(phi + lambda);
    else if (Math.abs(theta - Math.PI) < TOLERANCE) {
      // ry(pi) = x rz(pi), and x passes turns on in the other direction.
      turnBy(lambda - phi + Math.PI);
      pulse(known(Math.PI));
    } else if (hasAnyAngle || isQuarter({ theta })) {
      // ry(theta) = rz(pi / 2) rx(theta) rz(-pi / 2)
      turnBy(lambda - HALF);
      pulse(known(isQuarter({ theta }) ? HALF : theta));
      turnBy(phi + HALF);
    } else {
      turnBy(lambda);
      pulse(known(HALF));
      turnBy(theta + Math.PI);
      pulse(known(HALF));
      turnBy(phi + Math.PI);
    }
  };
  let next = word.first;
  for (const { angle, after } of word.factors) {
    const [left, right] = [eulerOf(next), eulerOf(after)];
    if (hasAnyAngle && isQuarter(left) && isQuarter(right)) {
      // ry(pi / 2) rz(a) ry(pi / 2) = rx(a + pi) rz(pi)
      turnBy(left.lambda + Math.PI);
      pulse(plus(angle, known(left.phi + right.lambda + Math.PI)));
      turnBy(right.phi);
      next = identity;
    } else {
      gate(next);
      frame = plus(frame, angle);
      next = after;
    }
  }
  gate(next);
  settleFrame();
  return { steps, rest: frame };
}

function isQuarter({ theta }: Pick<Euler, 'theta'>): boolean {
  return Math.abs(theta - HALF) < TOLERANCE;
}

/** How many pulses a word takes. */
export function pulsesOf(word: Word, dialect: Dialect): number {
  return nativeTurns(word, 0, dialect).steps.filter(({ name }) => name !== 'rz').length;
}
