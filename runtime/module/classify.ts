import { logSumExpOf } from '../graph/operations/normalise.ts';
import { sigmoid } from '../graph/operations/unary.ts';
import type { Tensor } from '../predict/operate.ts';

/** The likeliest class, and how likely each is. */
export interface Classified<Name extends string> {
  readonly label: Name;
  readonly probabilities: Readonly<Record<Name, number>>;
}

/** Reads scores as the logarithms of chances, up to a constant. Of equal scores the first wins. */
export function classify<Name extends string>(
  scores: Tensor,
  names: readonly Name[],
): Classified<Name> {
  const normaliser = logSumExpOf(scores.data, 0, scores.data.length);
  return named(
    Array.from(scores.data, (score) => Math.exp(score - normaliser)),
    names,
  );
}

/** Reads a number as the logit of the second of two classes. */
export function judge<Name extends string>(
  logit: Tensor,
  names: readonly Name[],
): Classified<Name> {
  const likely = sigmoid(logit.data[0]!);
  return named([1 - likely, likely], names);
}

/** Takes the largest of scores that say which class it is, and not how likely. */
export function decide<Name extends string>(
  scores: Tensor,
  names: readonly Name[],
): Pick<Classified<Name>, 'label'> {
  return { label: names[scores.data.indexOf(Math.max(...scores.data))]! };
}

function named<Name extends string>(
  chances: readonly number[],
  names: readonly Name[],
): Classified<Name> {
  const best = chances.indexOf(Math.max(...chances));
  const entries = chances.map((chance, k) => [names[k], chance]);
  return {
    label: names[best]!,
    probabilities: Object.fromEntries(entries) as Record<Name, number>,
  };
}
