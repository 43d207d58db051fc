import type { Affine, Circuit, Gate, Leaf } from '../../program/circuit.ts';
import { one } from '../../program/exact.ts';
import { type Form, formOf } from '../plan/form.ts';
import { liveLeaves } from './live-leaves.ts';
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

export interface ShiftableOptions {
  /** Is the derivative of a leaf asked for? */
  readonly wanted: (leaf: number) => boolean;
  /** Which gates of an `encode` act. */
  readonly present: (modality: string) => boolean;
  readonly isNoisy: boolean;
}

/** Gates that nothing wanted enters, or that no measurement sees, stay as they are. */
export function makeShiftable(circuit: Circuit, options: ShiftableOptions): Shiftable {
  const all = circuit.gates.map((gate) => isShifted(circuit, gate, options));
  const every = shiftGates(circuit, options, all);
  const isLive = liveLeaves(every.circuit, options.present, options.isNoisy);
  const addedTo = (angle: number): number => every.circuit.angles[angle]!.terms.at(-1)!.leaf;
  const seen = every.circuit.gates.map(
    ({ angles }, index) => all[index]! && angles.some((angle) => isLive(addedTo(angle))),
  );
  return shiftGates(circuit, options, seen);
}

function isShifted(
  { angles }: Circuit,
  gate: Gate,
  { wanted, present }: ShiftableOptions,
): boolean {
  const isMoved = gate.angles.some((angle) =>
    angles[angle]!.terms.some(({ leaf }) => wanted(leaf)),
  );
  const canShift = gate.name === 'prepare' || shiftRuleOf(gate).length > 0;
  return isMoved && canShift && gate.when.every(present);
}

/** @param chosen for each gate: can it be shifted? */
function shiftGates(
  circuit: Circuit,
  { wanted }: ShiftableOptions,
  chosen: readonly boolean[],
): Shiftable {
  const angles: Affine[] = [...circuit.angles];
  const leaves: Leaf[] = [...circuit.leaves];
  const shifted: Shifted[] = [];
  const addLeaf = (angle: number): number => {
    const { constant, terms } = circuit.angles[angle]!;
    const leaf = leaves.push({ node: -1, element: leaves.length }) - 1;
    return angles.push({ constant, terms: [...terms, { leaf, coefficient: one }] }) - 1;
  };
  const gates = circuit.gates.map((gate, index): Gate => {
    if (!chosen[index]!) return gate;
    const forms = gate.angles.map((angle) => formOf(circuit.angles[angle]!));
    const terms = forms.map((form) => form.terms.filter((term) => wanted(term.leaf)));
    const leaf = leaves.length - circuit.leaves.length;
    shifted.push(
      gate.name === 'prepare'
        ? { kind: 'amplitudes', terms, amplitudes: forms, leaf }
        : { kind: 'angle', terms: terms[0]!, leaf, rule: shiftRuleOf(gate) },
    );
    return { ...gate, angles: gate.angles.map(addLeaf) };
  });
  return {
    circuit: { ...circuit, leaves, angles, gates },
    additional: leaves.length - circuit.leaves.length,
    shifted,
  };
}
