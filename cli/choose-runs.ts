import { UserProblem } from '../runtime/program/problem.ts';
import type { Run } from '../runtime/program/run.ts';
import { nearest } from './nearest.ts';

/**
 * What a file trains, or the named one of it.
 *
 * @throws UserProblem where there is none
 */
export function chooseTrained(
  runs: readonly Run[],
  file: string,
  name: string | undefined,
): readonly Run[] {
  const trained = runs.filter((run) => run.train !== null);
  if (trained.length > 0) return chooseNamed(trained, file, name);
  throw new UserProblem({
    code: 'unknown-name',
    message: `\`${file}\` trains nothing.`,
    help: 'Add a run: `train MODEL on DATA { epochs: 20 }`.',
    file,
  });
}

/**
 * The runs of a file, a model that is not trained counting as one; or those whose run or model has the name.
 *
 * @throws UserProblem where there is none
 */
export function chooseNamed(
  runs: readonly Run[],
  file: string,
  name: string | undefined,
): readonly Run[] {
  if (runs.length === 0) {
    throw new UserProblem({
      code: 'unknown-name',
      message: `\`${file}\` has no model.`,
      help: 'A model starts with `model NAME {`; `qmm new my-model` shows a whole one.',
      file,
    });
  }
  const chosen = runs.filter(
    (run) => name === undefined || run.name === name || run.program.model === name,
  );
  if (chosen.length > 0) return chosen;
  const names = [...new Set(runs.flatMap((run) => [run.name, run.program.model]))];
  const near = nearest(name ?? '', names);
  throw new UserProblem({
    code: 'unknown-name',
    message: `\`${file}\` has no \`${name ?? ''}\`; it has ${names.map((one) => `\`${one}\``).join(', ')}.`,
    ...(near === undefined ? {} : { help: `Did you mean \`${near}\`?` }),
    file,
  });
}
