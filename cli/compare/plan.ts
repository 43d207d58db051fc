import type { Compilation } from '../../compiler/index.ts';
import { AGAINST, type Against } from '../../runtime/compare/index.ts';
import { UserProblem } from '../../runtime/program/problem.ts';
import type { Run } from '../../runtime/program/run.ts';
import { chooseOne } from '../choose-runs.ts';
import { UsageError } from '../exit.ts';

/** What is compared, with whom and how often. */
export interface ComparePlan {
  readonly run: Run;
  readonly seeds: number;
  readonly against: readonly Against[];
  /** Other runs of the file that it is held against. */
  readonly rivals: readonly Run[];
  readonly ablate: readonly string[];
}

/** What the command line says; undefined where it leaves something to the file. */
export interface Asked {
  /** Of a run or model. */
  readonly name: string | undefined;
  readonly seeds: number | undefined;
  readonly against: readonly string[] | undefined;
  readonly ablate: readonly string[] | undefined;
}

/**
 * What the command line and the file's own `compare` ask for; without one, everything: all baselines and twins, and
 * each modality where there are several.
 * @param asked without a name, what the first `compare` names is compared, else the only run
 * @throws UserProblem where it is not clear which run is meant, and for an opponent that there is not
 */
export function planComparison(
  { runs, compares }: Pick<Compilation, 'runs' | 'compares'>,
  file: string,
  { name, seeds, against, ablate }: Asked,
): ComparePlan {
  const wanted = name ?? compares[0]?.name;
  const run = chooseOne(runs, file, wanted, 'compare');
  const declared = compares.find((one) => one.name === run.name || one.name === run.program.model);
  const modalities = run.program.inputs
    .filter(({ role }) => role === 'modality')
    .map((input) => input.name);
  const opponents = against ?? declared?.against ?? AGAINST;
  const known = (one: string): one is Against => AGAINST.some((each) => each === one);
  return {
    run,
    seeds: seeds ?? declared?.seeds ?? 5,
    against: opponents.filter(known),
    rivals: opponents.filter((one) => !known(one)).map((one) => rivalNamed(one, run, runs, file)),
    ablate:
      ablate?.map((one) => knownModality(one, modalities)) ??
      declared?.ablate ??
      (modalities.length > 1 ? modalities : []),
  };
}

function knownModality(name: string, modalities: readonly string[]): string {
  if (modalities.includes(name)) return name;
  throw new UsageError(
    `\`--ablate ${name}\` is no modality of the model.`,
    `It has ${modalities.map((one) => `\`${one}\``).join(', ')}; \`none\` takes nothing away.`,
  );
}

function rivalNamed(name: string, run: Run, runs: readonly Run[], file: string): Run {
  const others = runs.filter((one) => one !== run && one.train !== null);
  const found = others.find((one) => one.name === name);
  if (found) return found;
  const all = [...AGAINST, ...others.map((one) => one.name)];
  throw new UserProblem({
    code: 'unknown-name',
    message:
      name === run.name
        ? `\`${name}\` cannot be compared with itself.`
        : `There is no run \`${name}\` to compare \`${run.name}\` with.`,
    help: `Take some of ${all.map((one) => `\`${one}\``).join(', ')}.`,
    file,
  });
}
