import { isWholeTurns, known, negative, plus, toAffine, type Angle } from '../canonical/angle.ts';
import { eulerOf, TOLERANCE, type Quaternion } from '../canonical/quaternion.ts';
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
 * pulse of any angle where there is such a one. A device without `rz` turns the axes of all pulses that follow.
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
  const pulse = (angle: number): void => {
    settleFrame();
    // rx(a) rz(f) = rz(f) prx(a, -f)
    const axis = isFramed ? { axis: toAffine(negative(frame)) } : {};
    const isHalf = angle === Math.PI;
    switch (dialect.turns) {
      case 'prx':
        steps.push({ name: 'prx', qubits, angle: toAffine(known(angle)), ...axis });
        return;
      case 'gpi':
        steps.push({ name: isHalf ? 'gpi' : 'gpi2', qubits, ...axis });
        return;
      case 'rx':
      case 'sx':
        if (isHalf && dialect.hasX) steps.push({ name: 'x', qubits });
        else if (angle === HALF && dialect.hasSx) steps.push({ name: 'sx', qubits });
        else if (dialect.turns === 'sx') steps.push({ name: 'sx', qubits }, { name: 'sx', qubits });
        else steps.push({ name: 'rx', qubits, angle: toAffine(known(angle)) });
    }
  };
  const gate = (quaternion: Quaternion): void => {
    const { theta, phi, lambda } = eulerOf(quaternion);
    if (theta < TOLERANCE) turnBy(phi + lambda);
    else if (Math.abs(theta - Math.PI) < TOLERANCE) {
      // ry(pi) = x rz(pi), and x passes turns on in the other direction.
      turnBy(lambda - phi + Math.PI);
      pulse(Math.PI);
    } else if (hasAnyAngle || Math.abs(theta - HALF) < TOLERANCE) {
      // ry(theta) = rz(pi / 2) rx(theta) rz(-pi / 2)
      turnBy(lambda - HALF);
      pulse(Math.abs(theta - HALF) < TOLERANCE ? HALF : theta);
      turnBy(phi + HALF);
    } else {
      turnBy(lambda);
      pulse(HALF);
      turnBy(theta + Math.PI);
      pulse(HALF);
      turnBy(phi + Math.PI);
    }
  };
  gate(word.first);
  for (const { angle, after } of word.factors) {
    frame = plus(frame, angle);
    gate(after);
  }
  settleFrame();
  return { steps, rest: frame };
}
