import { UserProblem } from '../../../runtime/program/index.ts';
import type { Device } from '../../targets/device.ts';
import { pairKey } from '../../targets/region.ts';
import type { NativeName } from '../native.ts';

/** How a device does the two things everything else is made of. */
export interface Dialect {
  /** The gate on two qubits, of no angle or of a quarter turn. */
  readonly entangler: 'cx' | 'cz' | 'ecr' | PhaseName;
  /** One gate for `ising` of any angle, where there is one. */
  readonly phases: Phases | null;
  /**
   * The pulse for what is neither a quarter nor a half turn: quarter turns about x with a turn of frame between them, one
   * turn about x of any angle, or the same about any axis in the plane, which takes up turns of frame: `prx` of any
   * angle, `gpi` of half and quarter turns.
   */
  readonly turns: 'sx' | 'rx' | 'prx' | 'gpi';
  readonly hasSx: boolean;
  /** Has a flip of its own. */
  readonly hasX: boolean;
}

/** `exp(-i angle ZZ / 2)`, as OpenQASM texts and as IonQ name it. */
type PhaseName = 'rzz' | 'zz';

export interface Phases {
  readonly name: PhaseName;
  /** In [0, pi/2] only: known angles are folded into it, open ones cannot be. */
  readonly isFolded: boolean;
  /** Whether it is in order between two qubits that touch. */
  readonly works: (a: number, b: number) => boolean;
}

/** @throws UserProblem `not-yet` for machines with other gates */
export function dialectOf(device: Device): Dialect {
  const has = (name: NativeName): boolean => device.basis.includes(name);
  const phases = phasesOf(device);
  const turns = turnsOf(has);
  const entangler = (['cz', 'ecr', 'cx'] as const).find(has) ?? phases?.name;
  const isFramed = turns === 'prx' || turns === 'gpi';
  // What a frame is carried through has to be diagonal.
  if (entangler === undefined || turns === undefined) throw otherGates(device);
  if (isFramed && (entangler === 'cx' || entangler === 'ecr')) throw otherGates(device);
  return { entangler, phases, turns, hasSx: has('sx'), hasX: has('x') };
}

/** The gate of any angle between two qubits, where the device has one. */
export function phasesOf({ basis, rzzAngles, edges }: Device): Phases | null {
  const name = (['rzz', 'zz'] as const).find((each) => basis.includes(each));
  if (name === undefined) return null;
  const broken = new Set(
    edges.flatMap(({ from, to, rzz }) => ((rzz?.error ?? 0) >= 1 ? [pairKey(from, to)] : [])),
  );
  return {
    name,
    isFolded: rzzAngles === 'quadrant',
    works: (a, b) => !broken.has(pairKey(a, b)),
  };
}

function turnsOf(has: (name: NativeName) => boolean): Dialect['turns'] | undefined {
  if (has('prx')) return 'prx';
  if (has('gpi') && has('gpi2')) return 'gpi';
  if (!has('rz')) return undefined;
  return has('rx') ? 'rx' : has('sx') ? 'sx' : undefined;
}

function otherGates(device: Device): UserProblem {
  return new UserProblem({
    code: 'not-yet',
    message: `\`${device.name}\` has the gates ${device.basis.join(', ')}, which this version of qmm cannot compile to.`,
    help: 'It compiles to cz, rzz, zz, ecr or cx with rz and sx or rx, and to cz, rzz or zz with prx, or with gpi and gpi2.',
  });
}
