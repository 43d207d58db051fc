import {
  commute,
  commutesWithPauli,
  type Element,
  type PauliMasks,
  type PhaseElement,
  type RotationElement,
} from '../lower/element.ts';

/**
 * Drops what no measurement can see: an operation that commutes with every later one that stays and with every
 * measured Pauli string could as well be the last one, and there it has no effect. Diagonals before a Z measurement
 * and everything outside the light cone of the measurements go this way.
 */
export function trim(
  elements: readonly Element[],
  measured: readonly PauliMasks[],
): readonly Element[] {
  const paulis = distinct(measured);
  const rotations: RotationElement[] = [];
  const phases: PhaseElement[] = [];
  const kept: Element[] = [];
  for (const element of elements.toReversed()) {
    const matters =
      paulis.some((pauli) => !commutesWithPauli(element, pauli)) ||
      rotations.some((later) => !commute(element, later)) ||
      (element.kind === 'rotation' && phases.some((later) => !commute(element, later)));
    if (!matters) continue;
    kept.push(element);
    if (element.kind === 'rotation') rotations.push(element);
    else phases.push(element);
  }
  return kept.reverse();
}

function distinct(paulis: readonly PauliMasks[]): readonly PauliMasks[] {
  return [...new Map(paulis.map((pauli) => [`${pauli.flip} ${pauli.parity}`, pauli])).values()];
}
