import { UserProblem } from '../runtime/program/problem.ts';
import type { Run } from '../runtime/program/run.ts';
import { nearest } from './nearest.ts';

/**
 * The runs of a file, or the named one.
 *
 * @throws UserProblem where there is none
 */
export function chooseRuns(
  runs: readonly Run[],
  file: string,
  name: string | undefined,
): readonly Run[] {
  const trained = runs.filter((run) => run.train !== null);
  if (trained.length === 0) {
    throw new UserProblem({
      code: 'unknown-name',
      message: `\`${file}\` trains nothing.`,
      help: 'Add a run: `train MODEL on DATA { epochs: 20 }`.',
      file,
    });
  }
  if (name === undefined) return trained;
  const chosen = trained.filter((run) => run.name === name);
  if (chosen.length > 0) return chosen;
  const names = trained.map((run) => run.name);
  const near = nearest(name, names);
  throw new UserProblem({
    code: 'unknown-name',
    message: `\`${file}\` has no run \`${name}\`; it has ${names.map((one) => `\`${one}\``).join(', ')}.`,
    ...(near === undefined ? {} : { help: `Did you mean \`${near}\`?` }),
    file,
  });
}
