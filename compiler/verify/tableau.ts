import { fold } from './frame.ts';
import { observedWords } from './observed-words.ts';
import { letterAt, multiply, type PauliWord, type Product } from './pauli-word.ts';
import type { Rotations } from './rotations.ts';
import type { SharedWires } from './shared-wires.ts';

/** Eigenstates of Pauli letters: what a wire starts in. */
export type Start = '0' | '1' | '+' | '-' | 'i' | '-i';

/** A product of observed words that has one expectation after the one circuit and another after the other. */
export interface WordDifference {
  /** Indices into the observed words. */
  readonly words: readonly number[];
  /** For each input. */
  readonly start: readonly Start[];
  readonly values: Readonly<Record<'a' | 'b', number>>;
}

/**
 * Tells two Clifford circuits apart, which takes time polynomial in their width: a product of observed words has to be
 * the same word before both, where wires in |0> forget Z and make the expectation of X and Y vanish.
 *
 * @returns null where they are equal, undefined where a rotation is no Clifford gate
 */
export function cliffordDifference(
  a: Rotations,
  b: Rotations,
  shared: SharedWires,
): WordDifference | null | undefined {
  const { wires, of, inputs } = shared;
  const before = (
    { rotations, observed }: Rotations,
    place: (wire: number) => number,
  ): readonly GroupedWord[] | undefined => {
    const folded = fold(rotations, wires, place);
    if (folded.rotations.length > 0) return undefined;
    return observedWords(observed, place).map(({ letters, group }) => ({
      word: folded.before(letters),
      group,
    }));
  };
  const [first, second] = [before(a, of.a), before(b, of.b)];
  if (first === undefined || second === undefined) return undefined;
  const isInput = new Set(inputs);
  const clean = Array.from({ length: wires }, (_, wire) => wire).filter((w) => !isInput.has(w));
  const difference =
    oneSided(first, second, clean, inputs) ?? swapped(oneSided(second, first, clean, inputs));
  return difference ?? null;
}

interface GroupedWord {
  readonly word: PauliWord;
  readonly group: number;
}

/** The same product of words on both sides. */
interface Row {
  readonly words: readonly number[];
  readonly own: Product;
  readonly other: Product;
}

/** Looks at all products that are certain on one side, as far as the inputs go: a basis of them is enough. */
function oneSided(
  own: readonly GroupedWord[],
  other: readonly GroupedWord[],
  clean: readonly number[],
  inputs: readonly number[],
): WordDifference | undefined {
  const groups = Map.groupBy(own.keys(), (index) => own[index]!.group);
  for (const members of groups.values()) {
    const rows = members.map(
      (index): Row => ({
        words: [index],
        own: asProduct(own[index]!.word),
        other: asProduct(other[index]!.word),
      }),
    );
    for (const row of certain(rows, clean)) {
      const found = differenceOf(row, clean, inputs);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Gaussian elimination over the wires in |0> that a word flips. */
function certain(rows: readonly Row[], clean: readonly number[]): readonly Row[] {
  let open = rows;
  for (const wire of clean) {
    const pivot = open.find(({ own }) => flips(own.word, wire));
    if (pivot === undefined) continue;
    open = open
      .filter((row) => row !== pivot)
      .map((row) => (flips(row.own.word, wire) ? both(row, pivot) : row));
  }
  return open;
}

function both(a: Row, b: Row): Row {
  return {
    words: [...a.words.filter((w) => !b.words.includes(w)), ...b.words.filter((w) => !a.words.includes(w))],
    own: times(a.own, b.own),
    other: times(a.other, b.other),
  };
}

function differenceOf(
  { words, own, other }: Row,
  clean: readonly number[],
  inputs: readonly number[],
): WordDifference | undefined {
  const vanishes = clean.some((wire) => flips(other.word, wire));
  const letters = inputs.map((wire) => letterAt(own.word, wire));
  const others = inputs.map((wire) => letterAt(other.word, wire));
  const apart = inputs.findIndex((_, k) => letters[k] !== others[k]);
  if (!vanishes && apart < 0 && own.quarters === other.quarters) return undefined;
  const flipped = new Set<number>();
  const valueOf = (list: typeof letters, product: Product): number => {
    let sign = ((product.quarters - own.quarters + 4) % 4) === 0 ? 1 : -1;
    for (const [k, letter] of list.entries()) {
      if (letter === undefined) continue;
      if (letter !== (letters[k] ?? 'Z')) return 0;
      if (flipped.has(k)) sign = -sign;
    }
    return sign;
  };
  const otherValue = (): number => (vanishes ? 0 : valueOf(others, other));
  if (valueOf(letters, own) === otherValue()) flipped.add(apart);
  return {
    words,
    start: letters.map((letter, k) => STARTS[letter ?? 'Z'][flipped.has(k) ? 1 : 0]),
    values: { a: valueOf(letters, own), b: otherValue() },
  };
}

const STARTS = { X: ['+', '-'], Y: ['i', '-i'], Z: ['0', '1'] } as const;

function swapped(found: WordDifference | undefined): WordDifference | undefined {
  if (found === undefined) return undefined;
  return { ...found, values: { a: found.values.b, b: found.values.a } };
}

function flips({ x }: PauliWord, wire: number): boolean {
  return ((x[wire >> 5]! >>> (wire & 31)) & 1) === 1;
}

function asProduct(word: PauliWord): Product {
  return { word: { ...word, negative: false }, quarters: word.negative ? 2 : 0 };
}

function times(a: Product, b: Product): Product {
  const product = multiply(a.word, b.word);
  return { word: product.word, quarters: (product.quarters + a.quarters + b.quarters) % 4 };
}
