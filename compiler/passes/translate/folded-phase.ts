import { known, type Angle } from '../canonical/angle.ts';
import { TOLERANCE } from '../canonical/quaternion.ts';

/** `exp(-i angle ZZ / 2)` as one of an angle in [0, pi/2] and flips and half turns around it. */
export interface FoldedPhase {
  readonly angle: Angle;
  /** One of the two qubits is flipped before and after. */
  readonly isNegative: boolean;
  /** Both are turned by pi. */
  readonly hasHalfTurn: boolean;
}

/**
 * Half a turn of ZZ is half a turn of each qubit, and a flip of one of them turns ZZ round.
 *
 * @param angle known, in radians
 */
export function foldedPhase({ constant }: Angle): FoldedPhase {
  const reduced = constant - 2 * Math.PI * Math.round(constant / (2 * Math.PI));
  const hasHalfTurn = Math.abs(reduced) > Math.PI / 2 + TOLERANCE;
  const rest = hasHalfTurn ? reduced - Math.sign(reduced) * Math.PI : reduced;
  const isNegative = rest < -TOLERANCE;
  return { angle: known(Math.min(Math.abs(rest), Math.PI / 2)), isNegative, hasHalfTurn };
}
