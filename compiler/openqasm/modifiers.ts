import { exact } from '../../runtime/program/index.ts';
import { inverseName } from '../3-elaborate/quantum.ts';
import { scaleAngle } from '../passes/angles.ts';
import type { Elementary } from './built-in.ts';

/** `inv @`: what undoes the gates. */
export function inverted<G extends Elementary>(gates: readonly G[]): G[] {
  return gates.toReversed().map((gate) => ({
    ...gate,
    name: inverseName(gate.name),
    angles: gate.angles.map((angle) => scaleAngle(angle, exact.integer(-1))),
  }));
}

/** `ctrl @`: the gates where all of these qubits are |1>. */
export function controlled<G extends Elementary>(
  gates: readonly G[],
  controls: readonly number[],
): G[] {
  return gates.map((gate) =>
    gate.name === 'barrier' ? gate : { ...gate, controls: [...controls, ...gate.controls] },
  );
}

/** `pow(k) @`: the gates k times, or their inverse -k times. */
export function repeated<G extends Elementary>(gates: readonly G[], times: number): G[] {
  const [only] = gates;
  if (gates.length === 1 && only !== undefined) {
    if (rotations.includes(only.name)) {
      const angles = only.angles.map((angle) => scaleAngle(angle, exact.integer(times)));
      return [{ ...only, angles }];
    }
    if (involutions.includes(only.name)) return times % 2 === 0 ? [] : [only];
  }
  const once = times < 0 ? inverted(gates) : gates;
  return Array.from({ length: Math.abs(times) }, () => once).flat();
}

/** How many gates `repeated` gives. */
export function repeatedLength(gates: readonly Elementary[], times: number): number {
  const [only] = gates;
  const folds =
    gates.length === 1 && only !== undefined && [...rotations, ...involutions].includes(only.name);
  return folds ? 1 : gates.length * Math.abs(times);
}

const rotations: readonly Elementary['name'][] = [
  ...(['rx', 'ry', 'rz', 'p', 'phase', 'rxx', 'ryy', 'rzz'] as const),
];
const involutions: readonly Elementary['name'][] = ['x', 'y', 'z', 'h', 'swap'];

/** A phase where qubits are |1> is a phase gate on one of them. */
export function withoutControlledPhase<G extends Elementary>(gate: G): G {
  if (gate.name !== 'phase' || gate.controls.length === 0) return gate;
  return {
    ...gate,
    name: 'p',
    qubits: gate.controls.slice(-1),
    controls: gate.controls.slice(0, -1),
  };
}
