import type { DeclaredTarget } from '../compiler/index.ts';
import type { Device, Target } from '../compiler/targets/index.ts';
import { UserProblem } from '../runtime/program/problem.ts';
import { readText } from './host.ts';

type Found = Extract<Target, { kind: 'simulator' | 'device' }>;

/** What `--target` names, the file's own targets first. */
export async function resolveFor(
  name: string | undefined,
  declared: readonly DeclaredTarget[],
): Promise<{ readonly device: Device | undefined; readonly declared: DeclaredTarget | undefined }> {
  if (name === undefined) return { device: undefined, declared: undefined };
  const own = declared.find((one) => one.name === name);
  const target = await resolveTarget(own?.machine ?? name);
  return { device: target.kind === 'device' ? target.device : undefined, declared: own };
}

/**
 * What `--target` names: a device file, the simulator, a device of the library or a generated one.
 *
 * @throws UserProblem where it names nothing that this version can compile for
 */
export async function resolveTarget(name: string): Promise<Found> {
  const { findTarget, parseDevice } = await import('../compiler/targets/index.ts');
  const file = /[./\\]/.test(name) ? readText(name) : undefined;
  if (file !== undefined) return { kind: 'device', name, device: parseDevice(file, name, 'file') };
  const target = await findTarget(name);
  if (target.kind === 'simulator' || target.kind === 'device') return target;
  const code = target.kind === 'not-yet' ? 'not-yet' : 'unknown-name';
  throw new UserProblem({ code, message: target.message, help: target.help });
}
