import type { RandomStream } from '../../data/random.ts';
import type { Operation, PairSource, Side } from '../../program/index.ts';
import type { Operand } from '../kernel.ts';

/**
 * Where an operation on two samples sits. Its value for left sample l and right sample r of `rights(count)` stands at
 * row `l * rights + r`; `forward(count)` and `backward(count)` count left samples.
 */
export interface PairSite {
  /** Those of the right side read the right samples, which may be the batch itself. */
  readonly inputs: readonly Operand[];
  readonly output: Operand;
  /** How many samples are on the right of a batch of `count`. */
  readonly rights: (count: number) => number;
  /** Are those the batch itself? */
  readonly isWithin: boolean;
  /** Where overlaps are counted; undefined where they are exact. */
  readonly drawn: OverlapShots | undefined;
}

/** How overlaps are counted. */
export interface OverlapShots {
  readonly shots: number;
  /** The stream that is drawn from now. */
  readonly random: () => RandomStream;
}

/** Of which sample each input is read; undefined of what looks at no two samples. */
export function sidesOf(operation: Operation): readonly Side[] | undefined {
  return isPairSource(operation) ? sidesOfSource(operation) : undefined;
}

export function isPairSource(operation: Operation): operation is PairSource {
  switch (operation.kind) {
    case 'overlap':
    case 'cosine':
    case 'rbf':
    case 'across':
      return true;
    default:
      return false;
  }
}

function sidesOfSource(operation: PairSource): readonly Side[] {
  switch (operation.kind) {
    case 'overlap':
    case 'cosine':
      return ['left', 'right'];
    case 'rbf':
      return ['left', 'right', 'both'];
    case 'across':
      return operation.sides;
  }
}
