import type { LeafValues } from '../../predict/index.ts';
import { UserProblem } from '../../program/index.ts';

/**
 * The samples that lack nothing: their circuits have all gates.
 * @throws UserProblem `split-empty` where each lacks something
 */
export function wholeOnes(known: LeafValues): LeafValues {
  const kept = known.absent.flatMap((absent, row) => (absent.length === 0 ? [row] : []));
  if (kept.length === 0) {
    throw new UserProblem({
      code: 'split-empty',
      message: `None of the first ${known.rows.length} samples of the run has every modality.`,
      help: 'Give data in which at least some samples are whole.',
    });
  }
  return {
    ...known,
    rows: Uint32Array.from(kept, (row) => known.rows[row]!),
    circuits: known.circuits.map((leaves) => {
      const width = leaves.length / known.rows.length;
      const whole = new Float64Array(kept.length * width);
      kept.forEach((row, k) =>
        whole.set(leaves.subarray(row * width, (row + 1) * width), k * width),
      );
      return whole;
    }),
  };
}
