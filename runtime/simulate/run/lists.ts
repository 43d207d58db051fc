import type { Condition } from '../lower/element.ts';
import { AMPLITUDE } from '../kernels/record.ts';
import { type Mask, parity } from '../plan/bits.ts';
import type { RotationPass } from '../plan/plan.ts';

/*
 * Lists of state offsets (bytes) that kernels walk. They depend only on the plan.
 */

/** The first amplitude of each block of a rotation pass, ascending. */
export function blockOffsets(pass: RotationPass, bits: number): Int32Array {
  const conditions: Condition[] = [
    ...pass.conditions,
    ...pass.rotations.map((rotation) => ({ mask: rotation.parity, value: 0 as const })),
  ];
  return offsetsWhere(bits, (k) =>
    conditions.every(({ mask, value }) => parity(mask & k) === value),
  );
}

/** All amplitudes, sorted by their combination of parities, the first mask being the lowest digit. */
export function partitionOffsets(masks: readonly Mask[], bits: number): Int32Array {
  const size = 2 ** bits;
  const each = size / 2 ** masks.length;
  const filled = new Int32Array(2 ** masks.length);
  const offsets = new Int32Array(size);
  for (let k = 0; k < size; k++) {
    let combination = 0;
    for (let i = 0; i < masks.length; i++) combination |= parity(masks[i]! & k) << i;
    offsets[combination * each + filled[combination]!++] = k * AMPLITUDE;
  }
  return offsets;
}

/** Pairs of a Pauli string: first amplitudes of those that count plus, and of those that count minus. */
export function pairOffsets(
  string: { readonly flip: Mask; readonly parity: Mask },
  bits: number,
): { readonly plus: Int32Array; readonly minus: Int32Array } {
  const lowest = string.flip & -string.flip;
  const firstWithSign = (sign: 0 | 1) => (k: number) =>
    (k & lowest) === 0 && parity(string.parity & k) === sign;
  return {
    plus: offsetsWhere(bits, firstWithSign(0)),
    minus: offsetsWhere(bits, firstWithSign(1)),
  };
}

function offsetsWhere(bits: number, holds: (k: number) => boolean): Int32Array {
  const offsets: number[] = [];
  for (let k = 0; k < 2 ** bits; k++) if (holds(k)) offsets.push(k * AMPLITUDE);
  return Int32Array.from(offsets);
}
