import { UserProblem } from '../runtime/program/problem.ts';
import type { Run } from '../runtime/program/run.ts';
import { nearest } from './nearest.ts';

/**
 * What a file trains, in the order of its `start`s; or the named run, after what it starts from.
 *
 * @throws UserProblem where there is none
 */
export function chooseTrained(
  runs: readonly Run[],
  file: string,
  name: string | undefined,
): readonly Run[] {
  const trained = runs.filter((run) => run.train !== null);
  if (trained.length > 0) return inOrderOfStarts(chooseNamed(trained, file, name), trained);
  throw new UserProblem({
    code: 'unknown-name',
    message: `\`${file}\` trains nothing.`,
    help: 'Add a run: `train MODEL on DATA { epochs: 20 }`.',
    file,
  });
}

/**
 * The one run that a command is about.
 *
 * @param command for the message, e.g. `compare`
 * @throws UserProblem where there is none, or it is not clear which is meant
 */
export function chooseOne(
  runs: readonly Run[],
  file: string,
  name: string | undefined,
  command: string,
): Run {
  // What it starts from stands before it.
  const chosen = chooseTrained(runs, file, name);
  const meant = chosen.filter((run) => name === undefined || run.name === name);
  const run = meant.at(-1) ?? chosen.at(-1)!;
  if (name !== undefined || chosen.length === 1) return run;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`${file}\` trains ${chosen.map((one) => `\`${one.name}\``).join(' and ')}, and \`qmm ${command}\` is about one of them.`,
    help: `Name it: \`qmm ${command} ${file} ${run.name}\`.`,
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

/** Name of the run of the same file that this one starts from. */
export function startOf({ train }: Run): string | undefined {
  const from = train?.start?.from;
  return from?.kind === 'run' ? from.name : undefined;
}

/** Each of `chosen` once, right after what it starts from; a circle of starts keeps the order of the file. */
function inOrderOfStarts(chosen: readonly Run[], all: readonly Run[]): readonly Run[] {
  const ordered = new Set<Run>();
  const visiting = new Set<Run>();
  const visit = (run: Run): void => {
    if (visiting.has(run)) return;
    visiting.add(run);
    const first = all.find((one) => one.name === startOf(run));
    if (first) visit(first);
    ordered.add(run);
  };
  chosen.forEach(visit);
  return [...ordered];
}
