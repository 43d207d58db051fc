import { addChains, applyMpo, type Chain, type NoteLoss } from './chain.ts';
import { type Mpo, mpoOfTerms } from './mpo.ts';
import type { Term } from './operator.ts';
import type { Reading } from './read.ts';
import type { Cutoff } from './svd.ts';
import { mpoOfVector } from './train.ts';

/**
 * The state under the observable `sum_i weights[i] O_i`, where O_i is what output i is the expectation of; undefined
 * where that is zero.
 */
export function observe(
  state: Chain,
  readings: readonly Reading[],
  weights: Float64Array,
  cutoff: Cutoff,
  note: NoteLoss,
): Chain | undefined {
  return operatorsOf(readings, weights)
    .map((mpo) => {
      const image: Chain = { sites: [...state.sites], centre: state.centre };
      applyMpo(image, mpo, cutoff, note);
      return image;
    })
    .reduce<Chain | undefined>(
      (sum, image) => (sum === undefined ? image : addChains(sum, image, cutoff, note)),
      undefined,
    );
}

/** One for all Pauli words together, and one for each other reading. */
function operatorsOf(readings: readonly Reading[], weights: Float64Array): readonly Mpo[] {
  const words: Term[] = [];
  const others: Mpo[] = [];
  let start = 0;
  for (const reading of readings) {
    if (reading.kind === 'words') {
      const weight = weights[start++]!;
      for (const { coefficient, factors } of reading.words) {
        // What does not depend on the state has no derivative.
        if (factors.size === 0 || weight * coefficient === 0) continue;
        words.push({ coefficient: { re: weight * coefficient, im: 0 }, factors });
      }
      continue;
    }
    const own = weights.subarray(start, (start += reading.size));
    if (own.some((weight) => weight !== 0)) others.push(operatorOfDigits(reading, own));
  }
  return words.length > 0 ? [mpoOfTerms(words), ...others] : others;
}

function operatorOfDigits(
  { sites }: Extract<Reading, { kind: 'digits' }>,
  weights: Float64Array,
): Mpo {
  const outputs = sites.reduce(
    (offsets, { choices }) => offsets.flatMap((sum) => choices.map(({ offset }) => sum + offset)),
    [0],
  );
  return mpoOfVector(
    sites.map(({ site, choices }) => ({
      site,
      operators: choices.map(({ operator }) => operator),
    })),
    outputs.map((output) => weights[output]!),
  );
}
