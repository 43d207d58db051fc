import type { Gate } from '../../program/circuit.ts';
import type { Condition } from '../lower/element.ts';
import type { Mask } from './bits.ts';
import type { Form } from './form.ts';

/**
 * What kernels, generic or generated, execute: a start state, then passes over the stored amplitudes, then
 * readouts. Stored indices have `bits` bits; all masks refer to them. Nothing here depends on the batch or the
 * precision.
 */
export interface Plan extends Evolution {
  /** Angles that passes use; equal ones have one slot. */
  readonly slots: readonly Slot[];
  /**
   * What nothing connects yet: their product is the state that passes begin with, the first one has the lowest bits.
   * None where the state starts as `start`.
   */
  readonly subsystems: readonly Evolution[];
  /** Diagonals that are shared by the batch; passes refer to them. */
  readonly diagonals: readonly Diagonal[];
  readonly readouts: readonly Readout[];
  /** How the circuit's outputs follow from the readouts' values, counted through. */
  readonly outputs: readonly OutputForm[];
  /** For each leaf: has it a value per sample? */
  readonly sampled: readonly boolean[];
  /** For each leaf: is its gradient wanted? */
  readonly wanted: readonly boolean[];
  /** Of the circuit's gates: how many act, and how many do by numbering amplitudes otherwise. */
  readonly gates: number;
  readonly relabelled: number;
}

/** A state of its own, and what is done to it. */
export interface Evolution {
  readonly bits: number;
  /** Tensor product that the state starts as; the first block takes the lowest bits. Other bits are zero. */
  readonly start: readonly StartBlock[];
  /** Slots whose cosines are taken out of later passes and into the start state. */
  readonly startScale: readonly number[];
  readonly passes: readonly Pass[];
}

export interface Slot {
  readonly angle: Form;
  /** One value for the batch, or one per sample. */
  readonly rate: Rate;
}

export type Rate = 'shared' | 'sampled';

export type StartBlock =
  /** `cos(a / 2), sin(a / 2)`: a qubit rotated from |0>. */
  | { readonly kind: 'rotation'; readonly slot: number; readonly gates: readonly Gate[] }
  /** Real amplitudes, `2^bits` of them. */
  | { readonly kind: 'amplitudes'; readonly bits: number; readonly entries: readonly Form[] };

export type Pass = RotationPass | DiagonalPass | PhasePass;

/**
 * `exp(-i angle Y / 2)` for up to three rotations at once: stored index k pairs with `k ^ flip`; k is the upper entry
 * where it has even parity with `parity`. Of each two, either's flip has even parity with the other's `parity`.
 */
export interface RotationPass {
  readonly kind: 'rotation';
  readonly rotations: readonly Rotation[];
  /** Only indices that meet all of these take part. */
  readonly conditions: readonly Condition[];
  /** A diagonal of `Plan.diagonals` that acts right before. */
  readonly diagonal: number | null;
  /** Passes of one stage follow each other, and all their rotations commute. */
  readonly stage: number;
  /**
   * Whether the cosines of the angles may be taken out: `c (x0 - t x1, x1 + t x0)` with the factor c in the latest
   * shared diagonal, or in the start state, saves a third of the work.
   */
  readonly cosines: 'within' | 'before';
}

export interface Rotation {
  readonly flip: Mask;
  readonly parity: Mask;
  readonly slot: number;
  readonly gates: readonly Gate[];
}

/** A diagonal of `Plan.diagonals` as a pass of its own. */
export interface DiagonalPass {
  readonly kind: 'diagonal';
  readonly diagonal: number;
}

/**
 * `prod exp(-i angle / 2 (-1)^parity(mask, k))` with angles per sample: of independent masks, and of sums of two of them.
 * Where there are sums, there is one for each two factors, if need be with an angle of zero.
 */
export interface PhasePass {
  readonly kind: 'phase';
  readonly factors: readonly PhaseFactor[];
  /** `sums[high][low]`, with `low < high`, is on the masks of these two factors together; without sums, none. */
  readonly sums: readonly (readonly PhaseFactor[])[];
}

export interface PhaseFactor {
  readonly mask: Mask;
  readonly slot: number;
  readonly gates: readonly Gate[];
}

/** All phases of a pass. */
export function phasesOf({ factors, sums }: PhasePass): readonly PhaseFactor[] {
  return [...factors, ...sums.flat()];
}

/** Whether the factors are so many that products of the phases of two halves are cheaper to make than to remember. */
export function hasHalves({ factors, sums }: PhasePass): boolean {
  return sums.length === 0 && factors.length >= 4;
}

/** `prod exp(-i angle / 2 (-1)^parity(mask, k))` with shared angles, as a table over all indices. */
export interface Diagonal {
  /** Of the indices. */
  readonly bits: number;
  readonly terms: readonly {
    readonly mask: Mask;
    readonly angle: Form;
    readonly gates: readonly Gate[];
  }[];
  /** Slots whose cosines are taken out of later passes and into the table. */
  readonly scale: readonly number[];
}

export type Readout =
  /** `sum_k |a_k|^2 (-1)^parity(mask, k)` for each of these independent masks. */
  | { readonly kind: 'parities'; readonly masks: readonly Mask[] }
  /** Probabilities of the 2^r combinations of these independent parities, the first one the lowest digit. */
  | { readonly kind: 'marginal'; readonly masks: readonly Mask[] }
  /**
   * `sum (-1)^parity(parity, k) Re(conj(a_k) a_(k ^ flip))` over pairs, k being the one without the lowest bit of
   * `flip`; with `part: imaginary`, `Im`.
   */
  | {
      readonly kind: 'pauli';
      readonly flip: Mask;
      readonly parity: Mask;
      readonly part: 'real' | 'imaginary';
    }
  /**
   * Every Pauli string `X^flip Z^parity` with one of these distinct flips, of which only the first may be 0, and a parity that
   * is a sum of these independent masks; 2^r numbers for each flip. With `w` the sum of the masks whose digits are set
   * in an index, the first one the lowest digit:
   * - flip 0: `sum_k |a_k|^2 (-1)^parity(w, k)`
   * - others: `sum (-1)^parity(w, k) conj(a_k) a_(k ^ flip)` over pairs, k being the one that has even parity with
   *   `oddMask` (see there); the index counts over the other masks, and real and imaginary part take turns
   */
  | { readonly kind: 'words'; readonly masks: readonly Mask[]; readonly flips: readonly Mask[] }
  /** All stored amplitudes as they are, real and imaginary part in turn. */
  | { readonly kind: 'amplitudes'; readonly bits: number };

export interface OutputForm {
  readonly constant: number;
  readonly terms: readonly { readonly value: number; readonly coefficient: number }[];
}

/** The subsystems, then the whole. */
export function evolutionsOf(plan: Plan): readonly Evolution[] {
  return [...plan.subsystems, plan];
}

/** A subsystem as a plan of its own, with what the whole has. */
export function planOfSubsystem(plan: Plan, subsystem: Evolution): Plan {
  return { ...plan, ...subsystem, subsystems: [] };
}

/** How many values a readout gives. */
export function readoutSize(readout: Readout): number {
  switch (readout.kind) {
    case 'parities':
      return readout.masks.length;
    case 'marginal':
      return 2 ** readout.masks.length;
    case 'pauli':
      return 1;
    case 'words':
      return readout.flips.length * 2 ** readout.masks.length;
    case 'amplitudes':
      return 2 * 2 ** readout.bits;
  }
}
