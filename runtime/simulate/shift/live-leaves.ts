import type { Circuit } from '../../program/circuit.ts';
import { MOST_QUBITS, simulatedQubits } from '../limits.ts';
import { planCircuit } from '../plan/build.ts';
import type { Form } from '../plan/form.ts';

/**
 * Which leaves any measurement can see, as the planner finds it: a phase right before the end, or a gate outside of all
 * light cones, changes nothing. Of what is too large for a plan, and under noise, any leaf may be one.
 * @param present which gates of an `encode` act
 */
export function liveLeaves(
  circuit: Circuit,
  present: (modality: string) => boolean,
  isNoisy: boolean,
): (leaf: number) => boolean {
  if (isNoisy || simulatedQubits(circuit, present) > MOST_QUBITS) return () => true;
  const plan = planCircuit(circuit, { sampled: circuit.leaves.map(() => true), present });
  const forms: Form[] = [
    ...plan.slots.map(({ angle }) => angle),
    ...plan.diagonals.flatMap(({ terms }) => terms.map(({ angle }) => angle)),
    ...plan.start.flatMap((block) => (block.kind === 'amplitudes' ? block.entries : [])),
  ];
  const live = new Set(forms.flatMap(({ terms }) => terms.map(({ leaf }) => leaf)));
  return (leaf) => live.has(leaf);
}
