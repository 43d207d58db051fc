import { WIDEST_WITH_DIAGONAL } from './group.ts';
import type { Diagonal, Pass, Plan, RotationPass, Slot } from './plan.ts';

/** Together they could take a state out of the range of float32 even where each alone does not. */
const MOST_PER_SCALE = 30;
/** The cosine of a constant half angle that is worth taking out. */
const SMALLEST_CONSTANT = 2 ** -10;

/**
 * Takes the cosines out of passes that allow it: those that rotate all amplitudes by shared angles. A factor of the
 * whole state can be applied at any time; applied *before*, it keeps the numbers in range. Where a scale is full, a
 * diagonal of ones takes the next.
 * @param diagonals that the passes refer to, and others
 */
export function foldCosines(
  passes: readonly Pass[],
  bits: number,
  diagonals: readonly Diagonal[],
  slots: readonly Slot[],
): Pick<Plan, 'passes' | 'diagonals' | 'startScale'> {
  const startScale: number[] = [];
  const all = diagonals.map((diagonal) => ({ ...diagonal, scale: [...diagonal.scale] }));
  let scale = startScale;
  const takeOut = (turned: readonly number[], pass: RotationPass): RotationPass => {
    scale.push(...turned);
    return { ...pass, cosines: 'before' };
  };
  const folded = passes.flatMap((pass): readonly Pass[] => {
    if (pass.kind === 'phase') return [pass];
    if (pass.diagonal !== null) scale = all[pass.diagonal]!.scale;
    if (pass.kind === 'diagonal' || pass.conditions.length > 0) return [pass];
    const turned = pass.rotations.map(({ slot }) => slot);
    if (!turned.every((slot) => allowsTangent(slots[slot]!))) return [pass];
    if (scale.length + turned.length <= MOST_PER_SCALE) return [takeOut(turned, pass)];
    scale = [];
    const diagonal = all.push({ bits, terms: [], scale }) - 1;
    if (pass.rotations.length <= WIDEST_WITH_DIAGONAL)
      return [takeOut(turned, { ...pass, diagonal })];
    return [{ kind: 'diagonal', diagonal }, takeOut(turned, pass)];
  });
  return { passes: folded, diagonals: all, startScale };
}

/**
 * For each pass, the slots whose cosines are out of passes after it while their scale has not been reached yet, seen
 * from the end. Undoing `c (x0 - t x1, x1 + t x0)` by `(x0 + t x1, x1 - t x0)` leaves a factor `1 / c^2`, which stays
 * until the scale is undone as well.
 */
export function pendingCosines({ passes }: Plan): readonly (readonly number[])[] {
  let pending: readonly number[] = [];
  const after = passes.toReversed().map((pass) => {
    const here = pending;
    if (pass.kind === 'rotation' && pass.cosines === 'before') {
      pending = [...pending, ...pass.rotations.map(({ slot }) => slot)];
    }
    if (pass.kind !== 'phase' && pass.diagonal !== null) pending = [];
    return here;
  });
  return after.reverse();
}

function allowsTangent({ angle, rate }: Slot): boolean {
  if (rate === 'sampled') return false;
  return angle.terms.length > 0 || Math.abs(Math.cos(angle.constant / 2)) >= SMALLEST_CONSTANT;
}
