import type { Gate } from '../../program/circuit.ts';
import { type Mask, parity } from '../plan/bits.ts';
import type { Form } from '../plan/form.ts';

/** Parity of `mask` and the stored index must equal `value`. */
export interface Condition {
  readonly mask: Mask;
  readonly value: 0 | 1;
}

/**
 * `exp(-i angle / 2 P)` with the Pauli string `P = i^(flip . parity) X^flip Z^parity`. Where `flip` has odd parity with
 * `parity`, which makes the string real up to `i`, it is a real rotation between stored amplitudes `k` and `k ^ flip`,
 * `k` being the one with even parity with `parity`.
 */
export interface RotationElement {
  readonly kind: 'rotation';
  readonly flip: Mask;
  readonly parity: Mask;
  readonly conditions: readonly Condition[];
  readonly angle: Form;
  /** Gates of the circuit that it stands for, or for a part of. */
  readonly gates: readonly Gate[];
}

/** `exp(-i angle / 2)` on even parity with `mask`, its conjugate on odd. */
export interface PhaseElement {
  readonly kind: 'phase';
  readonly mask: Mask;
  readonly angle: Form;
  readonly gates: readonly Gate[];
}

/** Operations as they act on stored amplitudes. */
export type Element = RotationElement | PhaseElement;

/** The Pauli string `X^flip Z^parity` up to its sign and phase. */
export interface PauliMasks {
  readonly flip: Mask;
  readonly parity: Mask;
}

/** Whether the order of the two does not matter; exact for phases and plain rotations, cautious with conditions. */
export function commute(a: Element, b: Element): boolean {
  if (a.kind === 'phase') return b.kind === 'phase' || phasePasses(a, b);
  if (b.kind === 'phase') return phasePasses(b, a);
  return (
    parity(a.flip & b.parity) === parity(b.flip & a.parity) &&
    a.conditions.every(({ mask }) => parity(mask & b.flip) === 0) &&
    b.conditions.every(({ mask }) => parity(mask & a.flip) === 0)
  );
}

/** Whether an operation leaves the expectation of a Pauli string alone. */
export function commutesWithPauli(element: Element, pauli: PauliMasks): boolean {
  if (element.kind === 'phase') return parity(element.mask & pauli.flip) === 0;
  return (
    parity(element.flip & pauli.parity) === parity(element.parity & pauli.flip) &&
    element.conditions.every(({ mask }) => parity(mask & pauli.flip) === 0)
  );
}

function phasePasses(phase: PhaseElement, rotation: RotationElement): boolean {
  return parity(phase.mask & rotation.flip) === 0;
}
