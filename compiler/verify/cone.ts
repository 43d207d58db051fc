import type { Observation, Rotation, Rotations } from './rotations.ts';

/** What of a circuit can be seen of one observation, on wires counted anew. */
export interface Cone {
  readonly wires: number;
  readonly rotations: readonly Rotation[];
  /** For each input of the circuit its wire, or undefined where it is not seen. */
  readonly inputs: readonly (number | undefined)[];
  readonly observed: Observation;
}

export function coneOf({ rotations, inputs }: Rotations, observed: Observation): Cone {
  const seen = new Set(wiresOf(observed));
  const kept: Rotation[] = [];
  for (const rotation of rotations.toReversed()) {
    if (!rotation.letters.some(({ qubit }) => seen.has(qubit))) continue;
    for (const { qubit } of rotation.letters) seen.add(qubit);
    kept.push(rotation);
  }
  const places = new Map([...seen].map((wire, place) => [wire, place]));
  const placed = <Lettered extends { readonly qubit: number }>(each: Lettered): Lettered => ({
    ...each,
    qubit: places.get(each.qubit)!,
  });
  return {
    wires: seen.size,
    rotations: kept
      .reverse()
      .map(({ letters, angle }) => ({ letters: letters.map(placed), angle })),
    inputs: inputs.map((wire) => places.get(wire)),
    observed:
      observed.kind === 'expectation'
        ? {
            kind: 'expectation',
            terms: observed.terms.map(({ coefficient, factors }) => ({
              coefficient,
              factors: factors.map(placed),
            })),
          }
        : { ...observed, wires: observed.wires.map((wire) => places.get(wire)!) },
  };
}

function wiresOf(observed: Observation): readonly number[] {
  return observed.kind === 'expectation'
    ? observed.terms.flatMap(({ factors }) => factors.map(({ qubit }) => qubit))
    : observed.wires;
}
