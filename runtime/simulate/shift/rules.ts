import type { Gate } from '../../program/circuit.ts';

/** Summands `weight * f(angle + shift)` of a derivative of f with respect to the angle. */
export type ShiftRule = readonly { readonly shift: number; readonly weight: number }[];

/** `(f(a + pi/2) - f(a - pi/2)) / 2`, where f has the frequency 1 only (Mitarai et al. 2018, Schuld et al. 2019). */
const TWO_TERM: ShiftRule = [
  { shift: Math.PI / 2, weight: 1 / 2 },
  { shift: -Math.PI / 2, weight: -1 / 2 },
];

const NEAR = (Math.SQRT2 + 1) / (4 * Math.SQRT2);
const FAR = (Math.SQRT2 - 1) / (4 * Math.SQRT2);

/** Where f has the frequencies 1/2 and 1 (Anselmetti et al. 2021; Wierichs et al. 2022, section 3). */
const FOUR_TERM: ShiftRule = [
  { shift: Math.PI / 2, weight: NEAR },
  { shift: -Math.PI / 2, weight: -NEAR },
  { shift: (3 * Math.PI) / 2, weight: -FAR },
  { shift: (-3 * Math.PI) / 2, weight: FAR },
];

/**
 * How any expectation differs with the angle of a gate; empty where it does not. What acts on the state before or
 * after, errors and conditions on outcomes included, changes amplitudes of f and not its frequencies: those are the
 * differences of the eigenvalues of the gate's generator.
 */
export function shiftRuleOf({ name, controls }: Gate): ShiftRule {
  switch (name) {
    case 'rx':
    case 'ry':
    case 'rz':
    case 'rxx':
    case 'ryy':
    case 'rzz': // +-1/2; with controls 0 too
      return controls.length === 0 ? TWO_TERM : FOUR_TERM;
    case 'p': // 0 and 1, with controls or without
      return TWO_TERM;
    case 'phase': // global where there is no control
      return controls.length === 0 ? [] : TWO_TERM;
    default:
      return [];
  }
}
