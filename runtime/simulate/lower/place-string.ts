import type { PauliTerm } from '../../program/circuit.ts';
import type { PauliMasks } from './element.ts';
import type { Frame } from './frame.ts';

/** A Pauli string in stored coordinates: `sign i^ys X^flip Z^parity`. */
export interface PlacedString extends PauliMasks {
  readonly sign: 1 | -1;
  /** Number of Ys modulo 4, from `Y = i X Z`. */
  readonly ys: number;
}

export function placeString(factors: PauliTerm['factors'], frame: Frame): PlacedString {
  let [flip, parity, flips, ys] = [0, 0, 0, 0];
  for (const { qubit, pauli } of factors) {
    if (pauli !== 'Z') flip ^= frame.columns[qubit]!;
    if (pauli === 'Y') ys++;
    if (pauli === 'X') continue;
    parity ^= frame.rows[qubit]!;
    flips ^= frame.flips[qubit]!;
  }
  return { flip, parity, sign: flips === 1 ? -1 : 1, ys: ys % 4 };
}
