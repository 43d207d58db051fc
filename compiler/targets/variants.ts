import { UserProblem } from '../../runtime/program/index.ts';
import type { Device } from './device.ts';

/**
 * The same machine with what IBM calls fractional gates: `rx` of any angle, and `rzz` of angles in [0, pi/2].
 *
 * @throws UserProblem `target-cannot` where the machine has none
 */
export function withFractionalGates(device: Device): Device {
  if (!device.fractional) {
    throw new UserProblem({
      code: 'target-cannot',
      message: `\`${device.name}\` has no fractional gates; its gates are ${device.basis.join(', ')}.`,
      help: 'Leave out `--fractional`; `qmm targets` shows under "any angle" who has them.',
    });
  }
  const basis = [...device.basis, ...['rx', 'rzz'].filter((name) => !device.basis.includes(name))];
  return { ...device, basis, rzzAngles: 'quadrant' };
}

/**
 * A made-up machine with other gates.
 *
 * @param basis names as OpenQASM spells them
 * @throws UserProblem `target-cannot` for a machine that there is
 */
export function withBasis(device: Device, basis: readonly string[]): Device {
  if (device.source !== 'generated') {
    throw new UserProblem({
      code: 'target-cannot',
      message: `The gates of \`${device.name}\` are ${device.basis.join(', ')}, and \`--basis\` cannot change a machine.`,
      help: 'It is for shapes such as `--target grid:3x4 --basis rz,rx,rzz`.',
    });
  }
  return { ...device, basis };
}
