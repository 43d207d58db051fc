import { trainTwoClasses } from './smo.ts';
import { requireFinite } from './matrices.ts';
import type { Kernel } from './matrices.ts';
import type { Fitted } from './schema.ts';

type Machine = Fitted<'svm'>['machines'][number];

/**
 * A support vector machine for each pair of classes (Cortes and Vapnik 1995; one against one as in libsvm). Only the
 * support vectors become landmarks. A kernel that is not positive is dealt with as libsvm does (see
 * `trainTwoClasses`).
 *
 * @param truth By sample: its class, in `[0, classes)`.
 * @param options `c` above zero, 1 where it is left out: the price of a sample on the wrong side, and thus the bound
 *   on each weight.
 */
export function fitSvm(
  kernel: Kernel,
  truth: ArrayLike<number>,
  { classes, c = 1 }: { readonly classes: number; readonly c?: number },
): Fitted<'svm'> {
  requireFinite(kernel);
  const members = Array.from({ length: classes }, (): number[] => []);
  for (let index = 0; index < kernel.count; index += 1) members[truth[index]!]!.push(index);
  const occurring = [...members.keys()].filter((each) => members[each]!.length > 0);
  const machines = occurring.flatMap((first) =>
    occurring
      .filter((second) => second > first)
      .map((second) => trainPair(kernel, members, first, second, c)),
  );
  const landmarks = [...new Set(machines.flatMap(({ support }) => support))].sort((a, b) => a - b);
  const places = new Map(landmarks.map((position, place) => [position, place]));
  return {
    kind: 'svm',
    landmarks,
    classes,
    occurring,
    machines: machines.map((machine) => ({
      ...machine,
      support: machine.support.map((position) => places.get(position)!),
    })),
  };
}

/** A machine whose support vectors are named by their positions in the training list. */
function trainPair(
  kernel: Kernel,
  members: readonly (readonly number[])[],
  first: number,
  second: number,
  c: number,
): Machine {
  const [ones, others] = [members[first]!, members[second]!];
  const both = [...ones, ...others];
  const signs = both.map((_, place) => (place < ones.length ? 1 : -1));
  const { weights, offset } = trainTwoClasses(kernel, both, signs, c);
  const supports = [...both.keys()].filter((place) => weights[place] !== 0);
  return {
    first,
    second,
    support: supports.map((place) => both[place]!),
    weights: supports.map((place) => weights[place]!),
    offset,
  };
}

/**
 * A score for each class from the likeness of a sample to the landmarks: the pairs that a class wins, and to settle
 * ties the sum of its decision values, brought below one third (as scikit-learn's `decision_function` with
 * `decision_function_shape="ovr"`). A class without a training sample has -1, which is below all others. With two
 * classes, the decision value for the second, and its negative for the first.
 */
export function classScores(
  { classes, occurring, machines }: Fitted<'svm'>,
  row: ArrayLike<number>,
): Float64Array {
  const decisions = machines.map((machine) => decision(machine, row));
  if (classes === 2 && decisions.length === 1)
    return Float64Array.of(decisions[0]!, -decisions[0]!);
  const votes = new Float64Array(classes).fill(-1);
  for (const each of occurring) votes[each] = 0;
  const confidence = new Float64Array(classes);
  for (const [index, { first, second }] of machines.entries()) {
    const value = decisions[index]!;
    votes[value >= 0 ? first : second]! += 1;
    confidence[first]! += value;
    confidence[second]! -= value;
  }
  return votes.map((each, index) => {
    const sum = confidence[index]!;
    return each + sum / (3 * (Math.abs(sum) + 1));
  });
}

function decision({ support, weights, offset }: Machine, row: ArrayLike<number>): number {
  return weights.reduce((sum, weight, index) => sum + weight * row[support[index]!]!, offset);
}
