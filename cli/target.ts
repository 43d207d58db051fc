import type { Argv } from 'yargs';
import type { DeclaredTarget } from '../compiler/index.ts';
import type { Device, Target } from '../compiler/targets/index.ts';
import { UserProblem } from '../runtime/program/problem.ts';
import { readText } from './host.ts';

type Found = Extract<Target, { kind: 'simulator' | 'device' }>;

/** How a machine is to be taken. */
export interface Variant {
  readonly fractional?: boolean | undefined;
  /** Names between commas. */
  readonly basis?: string | undefined;
}

/** Flags of the commands that compile for a target. */
export function targetOptions<Given>(yargs: Argv<Given>): Argv<Given & TargetArguments> {
  return yargs
    .option('target', {
      type: 'string',
      requiresArg: true,
      describe: 'one of `qmm targets`, or the path of a device file',
    })
    .option('fractional', {
      type: 'boolean',
      describe: 'with rx of any angle and rzz of angles up to pi/2, on machines that have them',
    })
    .option('basis', {
      type: 'string',
      requiresArg: true,
      describe: 'gates of a made-up target (rz,sx,x,cz), e.g. rz,rx,rzz for ions',
    });
}

export interface TargetArguments extends Variant {
  readonly target: string | undefined;
  readonly fractional: boolean | undefined;
  readonly basis: string | undefined;
}

/** What `--target` names, the file's own targets first. */
export async function resolveFor(
  name: string | undefined,
  declared: readonly DeclaredTarget[],
  variant: Variant = {},
): Promise<{ readonly device: Device | undefined; readonly declared: DeclaredTarget | undefined }> {
  if (name === undefined) return { device: undefined, declared: undefined };
  const own = declared.find((one) => one.name === name);
  const target = await resolveTarget(own?.machine ?? name, variant);
  return { device: target.kind === 'device' ? target.device : undefined, declared: own };
}

/**
 * What `--target` names: a device file, the simulator, a device of the library or a generated one.
 *
 * @throws UserProblem where it names nothing that this version can compile for
 */
export async function resolveTarget(name: string, variant: Variant = {}): Promise<Found> {
  const found = await namedTarget(name);
  return found.kind === 'device'
    ? { ...found, device: await varied(found.device, variant) }
    : found;
}

async function namedTarget(name: string): Promise<Found> {
  const { findTarget, parseDevice } = await import('../compiler/targets/index.ts');
  const file = /[./\\]/.test(name) ? readText(name) : undefined;
  if (file !== undefined)
    return { kind: 'device', name, device: parseDevice(file, name, 'file', readText) };
  const target = await findTarget(name);
  if (target.kind === 'simulator' || target.kind === 'device') return target;
  const code = target.kind === 'not-yet' ? 'not-yet' : 'unknown-name';
  throw new UserProblem({ code, message: target.message, help: target.help });
}

async function varied(device: Device, { fractional, basis }: Variant): Promise<Device> {
  const { withBasis, withFractionalGates } = await import('../compiler/targets/index.ts');
  const names = basis?.split(',').map((name) => name.trim().toLowerCase());
  const based = names === undefined ? device : withBasis(device, names);
  return fractional === true ? withFractionalGates(based) : based;
}
