import type { Rotations } from './rotations.ts';

/** Wires of two circuits counted together: those with the same name are one. */
export interface SharedWires {
  readonly wires: number;
  /** Start in any state; all others in |0>. */
  readonly inputs: readonly number[];
  readonly of: Readonly<Record<'a' | 'b', (wire: number) => number>>;
}

export function sharedWires(a: Rotations, b: Rotations): SharedWires {
  const places = new Map<string, number>();
  const place = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, places.size);
    return places.size - 1;
  };
  const own = ({ rotations, wires, inputs, observed }: Rotations): ((wire: number) => number) => {
    const used = new Set([
      ...inputs,
      ...rotations.flatMap(({ letters }) => letters.map(({ qubit }) => qubit)),
      ...observed.flatMap((each) =>
        each.kind === 'expectation'
          ? each.terms.flatMap(({ factors }) => factors.map(({ qubit }) => qubit))
          : each.wires,
      ),
    ]);
    // Most of a large machine is not touched.
    const list = wires.map((name, wire) => (used.has(wire) ? place(name) : -1));
    return (wire) => list[wire]!;
  };
  const of = { a: own(a), b: own(b) };
  return { wires: places.size, inputs: a.inputs.map(of.a), of };
}
