import type { Affine, Circuit, Gate, Leaf } from '../../program/circuit.ts';
import { one } from '../../program/exact.ts';
import { type Form, formOf } from '../plan/form.ts';
import { type ShiftRule, shiftRuleOf } from './rules.ts';

/** What of one gate can be shifted and depends on leaves that derivatives are asked for. */
export type Shifted = ShiftedAngle | ShiftedAmplitudes;

export interface ShiftedAngle {
  readonly kind: 'angle';
  readonly terms: Terms;
  /** Which of the additional leaves is added to it. */
  readonly leaf: number;
  readonly rule: ShiftRule;
}

/** The amplitudes that a `prepare` loads. */
export interface ShiftedAmplitudes {
  readonly kind: 'amplitudes';
  /** Of each amplitude. */
  readonly terms: readonly Terms[];
  readonly amplitudes: readonly Form[];
  /** The additional leaf `leaf + i` is added to amplitude i. */
  readonly leaf: number;
}

/** Wanted leaves, by index in the circuit, and how fast an angle grows with them. */
export type Terms = Form['terms'];

/** A circuit of which each gate can be shifted alone, and for each sample by itself. */
export interface Shiftable {
  /** The circuit with additional sampled leaves, one for each angle that may be shifted, after its own. */
  readonly circuit: Circuit;
  readonly additional: number;
  readonly shifted: readonly Shifted[];
}

/**
 * @param wanted for each leaf: is its derivative asked for?
 * @param present which gates of an `encode` act
 */
export function makeShiftable(
  circuit: Circuit,
  wanted: (leaf: number) => boolean,
  present: (modality: string) => boolean,
): Shiftable {
  const angles: Affine[] = [...circuit.angles];
  const leaves: Leaf[] = [...circuit.leaves];
  const shifted: Shifted[] = [];
  const wantedTerms = (angle: number): Terms =>
    formOf(circuit.angles[angle]!).terms.filter(({ leaf }) => wanted(leaf));
  const addLeaf = (angle: number): number => {
    const { constant, terms } = circuit.angles[angle]!;
    const leaf = leaves.push({ node: -1, element: leaves.length }) - 1;
    return angles.push({ constant, terms: [...terms, { leaf, coefficient: one }] }) - 1;
  };
  const gates = circuit.gates.map((gate): Gate => {
    const terms = gate.angles.map(wantedTerms);
    const isFixed = terms.every((each) => each.length === 0);
    if (isFixed || !gate.when.every(present)) return gate;
    const leaf = leaves.length - circuit.leaves.length;
    if (gate.name === 'prepare') {
      const amplitudes = gate.angles.map((angle) => formOf(circuit.angles[angle]!));
      shifted.push({ kind: 'amplitudes', terms, amplitudes, leaf });
    } else {
      const rule = shiftRuleOf(gate);
      if (rule.length === 0) return gate;
      shifted.push({ kind: 'angle', terms: terms[0]!, leaf, rule });
    }
    return { ...gate, angles: gate.angles.map(addLeaf) };
  });
  return {
    circuit: { ...circuit, leaves, angles, gates },
    additional: leaves.length - circuit.leaves.length,
    shifted,
  };
}
