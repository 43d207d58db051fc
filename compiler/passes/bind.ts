import { exact, type Affine, type Circuit } from '../../runtime/program/index.ts';
import { addAngles, constantAngle } from './angles.ts';

/** A number for each leaf of a circuit, in the order of `Circuit.leaves`; undefined where it stays symbolic. */
export type LeafValues = readonly (number | undefined)[];

/** Puts values in for leaves. Preserves the gates and their order; the leaves themselves stay in the list. */
export function bind(circuit: Circuit, values: LeafValues): Circuit {
  return { ...circuit, angles: circuit.angles.map((angle) => bindAngle(angle, values)) };
}

/** Leaves out the gates that encode a modality which is not there. */
export function withModalities(circuit: Circuit, present: (modality: string) => boolean): Circuit {
  return { ...circuit, gates: circuit.gates.filter(({ when }) => when.every(present)) };
}

function bindAngle(angle: Affine, values: LeafValues): Affine {
  const free = angle.terms.filter(({ leaf }) => values[leaf] === undefined);
  if (free.length === angle.terms.length) return angle;
  const known = angle.terms
    .filter(({ leaf }) => values[leaf] !== undefined)
    .reduce((sum, { leaf, coefficient }) => sum + exact.toNumber(coefficient) * values[leaf]!, 0);
  const rest: Affine = { constant: angle.constant, terms: free };
  return addAngles(rest, constantAngle(exact.decimal(known)));
}
