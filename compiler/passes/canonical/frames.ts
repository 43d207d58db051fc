import { isKnown, type Angle } from './angle.ts';
import { hadamard, rotation, type Quaternion } from './quaternion.ts';
import { fixed, join, turned, type Word } from './word.ts';

const QUARTER = Math.PI / 2;

/** From the Z axis to another one and back: `rz` between the two is a rotation about that. */
export const frames: Readonly<Record<'rx' | 'ry', readonly [into: Quaternion, back: Quaternion]>> =
  {
    rx: [hadamard, hadamard],
    ry: [rotation('x', QUARTER), rotation('x', -QUARTER)],
  };

/** `rx` or `ry` of an angle, open or known. */
export function rotated(name: 'rx' | 'ry', angle: Angle): Word {
  const [into, back] = frames[name];
  if (isKnown(angle)) return fixed(rotation(name === 'rx' ? 'x' : 'y', angle.constant));
  return join(join(fixed(into), turned(angle)), fixed(back));
}
