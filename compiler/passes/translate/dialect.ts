import { UserProblem } from '../../../runtime/program/index.ts';
import type { Device } from '../../targets/device.ts';
import type { NativeName } from '../native.ts';

/** How a device does the two things everything else is made of. */
export interface Dialect {
  readonly entangler: 'cx' | 'cz' | 'ecr';
  /** Quarter turns about x and a turn of frame between them, or one turn about x of any angle. */
  readonly turns: 'sx' | 'rx';
  /** Has a flip of its own. */
  readonly hasX: boolean;
}

/** @throws UserProblem `not-yet` for machines with other gates */
export function dialectOf(device: Device): Dialect {
  const has = (name: NativeName): boolean => device.basis.includes(name);
  const entangler = (['cz', 'ecr', 'cx'] as const).find(has);
  if (entangler === undefined || !has('rz') || !(has('sx') || has('rx'))) throw otherGates(device);
  return { entangler, turns: has('sx') ? 'sx' : 'rx', hasX: has('x') };
}

function otherGates(device: Device): UserProblem {
  return new UserProblem({
    code: 'not-yet',
    message: `\`${device.name}\` has the gates ${device.basis.join(', ')}, which this version of qmm cannot compile to.`,
    help: 'It compiles to cz, ecr or cx with rz, and sx or rx.',
  });
}
