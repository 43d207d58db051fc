import type { Choice, Ranked } from './command.ts';
import { meanAndRange, upTo } from './figures.ts';
import type { Lab, Rivals } from './lab.ts';

/** A row of a contest: what the README calls it, and as whom `qmm compare` knows it. */
export interface Side {
  readonly title: string;
  readonly name: string;
}

/**
 * Rows of `qmm compare`: what each is called, how many weights it has, and its scores over trials.
 * @param sides who is shown, in this order; the model by its own name
 */
export async function contestRows(
  lab: Lab,
  file: string,
  sides: readonly Side[],
  { seeds = 5, ...choice }: Choice & Rivals & { readonly seeds?: number } = {},
): Promise<string[][]> {
  const trials = await Promise.all(
    upTo(seeds).map((seed) => lab.compare(file, { ...choice, seed })),
  );
  return sides.map(({ title, name }) => {
    const found = trials.map((trial) => rankedAs(name, trial));
    const scores = found.map(({ scores: folds }) => folds.reduce((a, b) => a + b) / folds.length);
    return [title, String(found.at(-1)!.parameters), meanAndRange(scores)];
  });
}

function rankedAs(name: string, trial: readonly Ranked[]): Ranked {
  const found = trial.find((one) => one.name === name);
  if (found) return found;
  throw new Error(`\`${name}\` is none of ${trial.map((one) => one.name).join(', ')}.`);
}
