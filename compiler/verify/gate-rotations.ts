import type { GateName } from '../../runtime/program/index.ts';
import { known, negative, type Angle } from '../passes/canonical/angle.ts';
import type { Letter } from './pauli-word.ts';
import type { Rotation } from './rotations.ts';

/** A gate is `exp(i phase)` times its rotations, the first one acting first. */
export interface GateRotations {
  readonly rotations: readonly Rotation[];
  readonly phase: Angle;
}

const QUARTER = Math.PI / 2;

/**
 * The definitions of gates by rotations about Pauli words. `h = i rz(pi/2) rx(pi/2) rz(pi/2)`,
 * `swap = e^{i pi/4} exp(-i pi/4 (XX + YY + ZZ))`, `iswap = exp(i pi/4 (XX + YY))`.
 *
 * @param halved half of the gate's angle
 */
export function gateRotations(
  name: GateName,
  wires: readonly number[],
  angle: Angle,
  halved: Angle,
): GateRotations {
  const about = (paulis: string, by: Angle): Rotation => ({
    letters: Array.from(paulis, (pauli, k) => ({ qubit: wires[k]!, pauli }) as Letter),
    angle: by,
  });
  const fixed = (paulis: string, quarters: number): GateRotations => ({
    rotations: [about(paulis, known(QUARTER * quarters))],
    phase: known((QUARTER * quarters) / 2),
  });
  const turning = (paulis: string): GateRotations => ({
    rotations: [about(paulis, angle)],
    phase: known(0),
  });
  switch (name) {
    case 'x':
      return fixed('X', 2);
    case 'y':
      return fixed('Y', 2);
    case 'z':
      return fixed('Z', 2);
    case 's':
      return fixed('Z', 1);
    case 'sdg':
      return fixed('Z', -1);
    case 't':
      return fixed('Z', 0.5);
    case 'tdg':
      return fixed('Z', -0.5);
    case 'sx':
      return fixed('X', 1);
    case 'sxdg':
      return fixed('X', -1);
    case 'h':
      return {
        rotations: ['Z', 'X', 'Z'].map((pauli) => about(pauli, known(QUARTER))),
        phase: known(QUARTER),
      };
    case 'rx':
    case 'ry':
    case 'rz':
      return turning(name[1]!.toUpperCase());
    case 'rxx':
    case 'ryy':
    case 'rzz':
      return turning(name.slice(1).toUpperCase());
    case 'p':
      return { rotations: [about('Z', angle)], phase: halved };
    case 'phase':
      return { rotations: [], phase: angle };
    case 'swap':
      return {
        rotations: ['XX', 'YY', 'ZZ'].map((paulis) => about(paulis, known(QUARTER))),
        phase: known(QUARTER / 2),
      };
    case 'iswap':
    case 'iswapdg': {
      const by = name === 'iswap' ? known(-QUARTER) : known(QUARTER);
      return { rotations: [about('XX', by), about('YY', by)], phase: known(0) };
    }
    default:
      throw new Error(`${name} is no rotation`);
  }
}

/** Something that has to be so for a gate to act. */
export interface Control {
  readonly wire: number;
  readonly value: 0 | 1;
}

/**
 * The gate where all controls hold. A projector on a control's value is `(1 +- Z) / 2`, so a rotation about P becomes
 * rotations about P and every product of the controls' Z, which commute.
 */
export function controlled(
  { rotations, phase }: GateRotations,
  controls: readonly Control[],
  halve: (angle: Angle) => Angle,
): readonly Rotation[] {
  if (controls.length === 0) return rotations;
  // exp(i phase) is a rotation by -2 phase about the identity.
  const twice = { letters: [], angle: negative(phase) };
  return [
    ...rotations.flatMap((rotation) => spread(rotation, controls, halve)),
    ...spread(twice, controls.slice(1), halve).flatMap((rotation) =>
      // The first half of the doubled angle is spent on the first control.
      spread(rotation, controls.slice(0, 1), (angle) => angle),
    ),
  ].filter(({ letters }) => letters.length > 0);
}

function spread(
  rotation: Rotation,
  controls: readonly Control[],
  halve: (angle: Angle) => Angle,
): readonly Rotation[] {
  return controls.reduce<readonly Rotation[]>(
    (list, { wire, value }) =>
      list.flatMap(({ letters, angle }) => {
        const half = halve(angle);
        return [
          { letters, angle: half },
          {
            letters: [...letters, { qubit: wire, pauli: 'Z' }],
            angle: value === 1 ? negative(half) : half,
          },
        ];
      }),
    [rotation],
  );
}
