import { reduceAngle } from '../../kernels/sine-cosine.ts';
import { createFormTable } from '../../run/angles.ts';
import { formVaries } from '../../run/varies.ts';
import type { Mask } from '../../plan/bits.ts';
import { GROUP } from '../kernels/record.ts';
import type { Gradients, Sample, Setting } from '../part.ts';
import type { Term } from '../stages.ts';

/** Phases of all combinations of some parities, made of a few terms. */
export interface PhaseTable {
  readonly entries: number;
  /** A vector for each vector of entries, that weights of phases are added to; 0 where there are none. */
  readonly sums: number;
  /** @param factor what all entries are multiplied by */
  prepare(sample: Sample, factor: number): void;
  begin(sample: Sample): void;
  /** Adds the terms' gradients, from the sums, times `factor`. */
  collect(sample: Sample, factor: number, gradients: Gradients): void;
}

export interface PlacedTerm {
  readonly term: Term;
  /** Which parity of an entry's number tells the sign of its angle. */
  readonly mask: Mask;
}

/**
 * @param bits of an entry's number
 * @param sums whether weights are added up like the entries
 */
export function phaseTableOf(
  setting: Setting,
  bits: number,
  placed: readonly PlacedTerm[],
  sums: boolean,
): PhaseTable {
  const { plan, vector } = setting;
  const size = Math.max(vector.lanes, 2 ** bits);
  const vectors = size / vector.lanes;
  const entries = setting.take(GROUP * vectors);
  const weighted = sums && termsVary(setting, placed);
  const sumsAt = sums ? setting.take((GROUP / 2) * vectors) : 0;
  const work = setting.work(size);
  const forms = createFormTable(
    placed.map(({ term }) => term.angle),
    plan.wanted.map((_, leaf) => leaf),
  );
  return {
    entries,
    sums: sumsAt,
    prepare: ({ views: { doubles }, tables, leaves }, factor) => {
      const address = work.address();
      doubles.fill(0, address / 8, address / 8 + size);
      placed.forEach(({ term, mask }, i) => {
        const angle = forms.evaluate(i, term.angle.constant, leaves, 0);
        doubles[address / 8 + mask]! -= reduceAngle(0.5 * angle);
      });
      tables.phases(address, address + 8 * size, entries, factor);
    },
    begin: ({ views: { numbers } }) => {
      if (sums) numbers.fill(0, sumsAt / vector.bytes, sumsAt / vector.bytes + size);
    },
    collect: ({ views: { doubles }, tables }, factor, { leaves }) => {
      if (!weighted) return;
      const address = work.address();
      tables.totals(sumsAt, address, address + 8 * size);
      placed.forEach(({ mask }, i) => {
        forms.scatter(i, factor * doubles[address / 8 + mask]!, leaves, 0);
      });
    },
  };
}

/** Is the gradient of any of them wanted? */
export function termsVary({ plan }: Setting, placed: readonly PlacedTerm[]): boolean {
  return placed.some(({ term }) => formVaries(plan, term.angle));
}
