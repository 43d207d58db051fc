import { commute, type RotationElement } from '../lower/element.ts';
import type { Preparation } from '../lower/lower.ts';
import type { StartBlock } from './plan.ts';
import type { Stage } from './stage.ts';

/** The first stage's rotations of qubits that are still |0> become part of the start state. */
export function takeStart(
  stages: readonly Stage[],
  preparations: readonly Preparation[],
  bits: number,
): {
  readonly amplitudes: readonly StartBlock[];
  readonly rotations: readonly RotationElement[];
  readonly stages: readonly Stage[];
  /** Bit i of a stored index of the plan is bit `order[i]` of the support's coordinates. */
  readonly order: readonly number[];
} {
  const prepared = preparations.reduce((sum, { qubits }) => sum + qubits.length, 0);
  const [head, ...tail] = stages;
  const phases = [...(head?.diagonal.values() ?? [])];
  const starts = (rotation: RotationElement): boolean =>
    phases.every((phase) => commute(phase, rotation)) &&
    rotation.conditions.length === 0 &&
    rotation.parity === rotation.flip &&
    (rotation.flip & (rotation.flip - 1)) === 0 &&
    rotation.flip >= 2 ** prepared;
  const rotations = head?.rotations.filter(starts) ?? [];
  const taken = rotations.map(({ flip }) => 31 - Math.clz32(flip));
  const ready = Array.from({ length: prepared }, (_, i) => i);
  const rest = Array.from({ length: bits }, (_, i) => i).filter(
    (i) => i >= prepared && !taken.includes(i),
  );
  const remaining = head?.rotations.filter((rotation) => !rotations.includes(rotation)) ?? [];
  return {
    amplitudes: preparations.map(({ qubits, amplitudes }) => ({
      kind: 'amplitudes',
      bits: qubits.length,
      entries: amplitudes,
    })),
    rotations,
    stages: head ? [{ diagonal: head.diagonal, rotations: remaining }, ...tail] : [],
    order: [...ready, ...taken, ...rest],
  };
}
