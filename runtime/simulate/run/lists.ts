import { AMPLITUDE } from '../kernels/record.ts';
import type { Mask } from '../plan/bits.ts';
import { type Equation, solve, sortByParities } from '../plan/equations.ts';
import type { RotationPass } from '../plan/plan.ts';

/*
 * Lists of state offsets (bytes) that kernels walk. They depend only on the plan.
 */

/** The first amplitude of each block of a rotation pass, ascending. */
export function blockOffsets(pass: RotationPass, bits: number): Int32Array {
  const upper = pass.rotations.map(({ parity }): Equation => ({ mask: parity, value: 0 }));
  return offsetsOf(solve([...pass.conditions, ...upper], bits));
}

/** All amplitudes, sorted by their combination of parities, the first mask being the lowest digit. */
export function partitionOffsets(masks: readonly Mask[], bits: number): Int32Array {
  return offsetsOf(sortByParities(masks, bits));
}

/** Pairs of a Pauli string: first amplitudes of those that count plus, and of those that count minus. */
export function pairOffsets(
  string: { readonly flip: Mask; readonly parity: Mask },
  bits: number,
): { readonly plus: Int32Array; readonly minus: Int32Array } {
  const first: Equation = { mask: string.flip & -string.flip, value: 0 };
  const withSign = (value: 0 | 1): Int32Array =>
    offsetsOf(solve([first, { mask: string.parity, value }], bits));
  return { plus: withSign(0), minus: withSign(1) };
}

function offsetsOf(indices: Int32Array): Int32Array {
  return indices.map((index) => index * AMPLITUDE);
}
