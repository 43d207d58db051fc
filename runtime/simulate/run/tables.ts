import { emptySpan, type Mask } from '../plan/bits.ts';
import { type Equation, solve } from '../plan/equations.ts';
import type { Diagonal, Plan } from '../plan/plan.ts';
import type { Vector } from '../wasm/vector.ts';
import type { Range } from './address.ts';
import type { Store } from './store.ts';

/** How the table of a diagonal comes about. */
export type TableMethod =
  | ProductTable
  /** By a Walsh transform of all angles. */
  | { readonly kind: 'transform'; readonly angles: readonly Term[] };

/** By the product of two expansions over the parities of the angles that have leaves, which are independent. */
export interface ProductTable {
  readonly kind: 'product';
  /** The parities, lowest digit first; they tell all indices apart. */
  readonly masks: readonly Mask[];
  /** Their angles, for as many of them as have one. */
  readonly angles: readonly Term[];
  /** Angles that nothing changes: together they are a table too. */
  readonly constant: readonly Term[];
}

export type Term = Diagonal['terms'][number];

export function tableMethods(plan: Plan): readonly TableMethod[] {
  return plan.diagonals.map(({ bits, terms }) => {
    const angles = terms.filter(({ angle }) => angle.terms.length > 0);
    const span = emptySpan();
    if (!angles.every(({ mask }) => span.extend(mask))) return { kind: 'transform', angles: terms };
    for (let bit = 0; bit < bits; bit++) span.extend(1 << bit);
    const constant = terms.filter(({ angle }) => angle.terms.length === 0);
    return { kind: 'product', masks: span.basis, angles, constant };
  });
}

/** Equal constant tables have equal text; none is empty. */
export function constantText({ masks, constant }: ProductTable): string {
  const terms = constant.map(({ mask, angle }) => `${mask}:${angle.constant}`).join();
  return terms === '' ? '' : `${masks.length} ${terms}`;
}

/** How many parities the first of the two expansions takes. */
export function splitOf(bits: number): number {
  return Math.ceil(bits / 2);
}

/** Where entries are: each is at the exclusive or of one item of either list. Offsets in the table, in bytes. */
export interface TablePlaces {
  readonly low: Range;
  readonly high: Range;
}

export function tablePlaces({ masks }: ProductTable, v: Vector, store: Store): TablePlaces {
  const split = splitOf(masks.length);
  const list = (name: string, first: number, end: number): Range =>
    store.list(`${name} ${masks.join()}`, () =>
      exclusiveSums(placesOf(masks, 2 * v.bytes).slice(first, end)),
    );
  return { low: list('low', 0, split), high: list('high', split, masks.length) };
}

/** For each mask, where the index is that has odd parity with this mask alone. */
function placesOf(masks: readonly Mask[], bytes: number): readonly number[] {
  return masks.map((_, odd) => {
    const equations = masks.map((mask, i): Equation => ({ mask, value: i === odd ? 1 : 0 }));
    return solve(equations, masks.length)[0]! * bytes;
  });
}

/** Of all choices of the places, the first one being the lowest digit. */
function exclusiveSums(places: readonly number[]): Int32Array {
  const result = new Int32Array(2 ** places.length);
  places.forEach((place, digit) => {
    const half = 2 ** digit;
    for (let i = 0; i < half; i++) result[half + i] = result[i]! ^ place;
  });
  return result;
}
