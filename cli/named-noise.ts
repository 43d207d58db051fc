import { readRunRecord } from '../runtime/checkpoint/index.ts';
import { type NoiseModel, UserProblem } from '../runtime/program/index.ts';
import type { OpenedRun } from './open-run.ts';
import { sourceHost } from './host.ts';
import { DiagnosedProblem } from './problems.ts';
import { resolveTarget } from './target.ts';

/**
 * What `--noise` names: a target of the run's own file first, else a machine; null for the simulator, which has none.
 * @throws UserProblem where there is no such target, or nothing is known of its errors
 */
export async function namedNoise(
  name: string,
  { folder, host }: OpenedRun,
): Promise<NoiseModel | null> {
  const { run, sources } = readRunRecord(host, folder);
  const { program } = run;
  const { declaredNoise, machineNoise } = await import('../compiler/index.ts');
  const file = run.train?.place.file ?? '';
  const text = sources[file];
  if (text !== undefined) {
    const read = (path: string): string | undefined => sourceHost().read(path);
    const own = declaredNoise({ file, text, target: name, program, read });
    if (own && own.diagnostics.length > 0)
      throw new DiagnosedProblem(own.diagnostics, new Map([[file, text]]));
    if (own?.noise === null) {
      throw new UserProblem({
        code: 'argument-invalid',
        message: `The target \`${name}\` of the run's file has no \`noise\`.`,
        help: 'Name a machine such as `fez`, or train with a target that has noise.',
      });
    }
    if (own) return own.noise;
  }
  const target = await resolveTarget(name);
  return target.kind === 'simulator' ? null : machineNoise(target.device, program);
}
