import { fold } from './frame.ts';
import { observedWords, type ObservedWord } from './observed-words.ts';
import { letterAt, multiply, type Letter, type PauliWord, type Product } from './pauli-word.ts';
import { reduce } from './reduce.ts';
import type { Rotations } from './rotations.ts';
import type { SharedWires } from './shared-wires.ts';

/** Pairs of rotations that are compared at most. */
const BUDGET = 3_000_000;

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
 * @returns null where they are equal, undefined where one is not seen to be a Clifford circuit
 */
export function cliffordDifference(
  a: Rotations,
  b: Rotations,
  shared: SharedWires,
): WordDifference | null | undefined {
  const [first, second] = [sideOf(a, shared, 'a'), sideOf(b, shared, 'b')];
  if (first === undefined || second === undefined) return undefined;
  const { wires, inputs } = shared;
  const isInput = new Set(inputs);
  const clean = Array.from({ length: wires }, (_, wire) => wire).filter((w) => !isInput.has(w));
  const words =
    oneSided(first.words, second.words, clean, inputs) ??
    oneSided(second.words, first.words, clean, inputs);
  return words === undefined ? null : shownBy(words, [first, second], clean, inputs);
}

/** One of the two circuits, looked at from its start. */
interface Side {
  readonly observed: readonly ObservedWord[];
  readonly words: readonly GroupedWord[];
  readonly before: (letters: readonly Letter[]) => PauliWord;
}

function sideOf(
  { rotations, observed }: Rotations,
  { wires, of }: SharedWires,
  which: 'a' | 'b',
): Side | undefined {
  const folded = fold(rotations, wires, of[which]);
  // Clifford gates may be written with other angles.
  const reduced = reduce(folded.rotations, BUDGET);
  if (reduced === undefined || reduced.rotations.length > 0) return undefined;
  const before = (letters: readonly Letter[]): PauliWord => reduced.before(folded.before(letters));
  const list = observedWords(observed, of[which]);
  const words = list.map(({ letters, group }) => ({ word: before(letters), group }));
  return { observed: list, words, before };
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
): readonly number[] | undefined {
  const groups = Map.groupBy(own.keys(), (index) => own[index]!.group);
  for (const members of groups.values()) {
    const rows = members.map((index): Row => ({
      words: [index],
      own: asProduct(own[index]!.word),
      other: asProduct(other[index]!.word),
    }));
    for (const row of certain(rows, clean)) {
      if (isDifferent(row, clean, inputs)) return row.words;
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
    words: [
      ...a.words.filter((w) => !b.words.includes(w)),
      ...b.words.filter((w) => !a.words.includes(w)),
    ],
    own: times(a.own, b.own),
    other: times(a.other, b.other),
  };
}

function isDifferent(
  { own, other }: Row,
  clean: readonly number[],
  inputs: readonly number[],
): boolean {
  return (
    own.quarters !== other.quarters ||
    clean.some((wire) => flips(other.word, wire)) ||
    inputs.some((wire) => letterAt(own.word, wire) !== letterAt(other.word, wire))
  );
}

/** A product state of the inputs in which a product of words is certain on one side, and something else on the other. */
function shownBy(
  words: readonly number[],
  sides: readonly [Side, Side],
  clean: readonly number[],
  inputs: readonly number[],
): WordDifference {
  const [a, b] = sides.map(({ observed, before }) =>
    before(joined(words.flatMap((index) => observed[index]!.letters))),
  ) as [PauliWord, PauliWord];
  const vanishes = (word: PauliWord): boolean => clean.some((wire) => flips(word, wire));
  const certain = vanishes(a) ? b : a;
  const letters = inputs.map((wire) => letterAt(certain, wire) ?? 'Z');
  const start = letters.map((letter): Start => STARTS[letter][0]);
  const valueOf = (word: PauliWord): number => {
    if (vanishes(word)) return 0;
    return inputs.reduce(
      (value, wire, k) => {
        const letter = letterAt(word, wire);
        if (letter === undefined) return value;
        if (letter !== letters[k]) return 0;
        return start[k] === STARTS[letter][1] ? -value : value;
      },
      word.negative ? -1 : 1,
    );
  };
  if (valueOf(a) === valueOf(b)) {
    const apart = inputs.findIndex((wire) => letterAt(a, wire) !== letterAt(b, wire));
    start[apart] = STARTS[letters[apart]!][1];
  }
  return { words, start, values: { a: valueOf(a), b: valueOf(b) } };
}

/** Letters on the same wire as one, signs and phases aside. */
function joined(letters: readonly Letter[]): readonly Letter[] {
  const found = new Map<number, { x: boolean; z: boolean }>();
  for (const { qubit, pauli } of letters) {
    const { x, z } = found.get(qubit) ?? { x: false, z: false };
    found.set(qubit, { x: x !== (pauli !== 'Z'), z: z !== (pauli !== 'X') });
  }
  return [...found].flatMap(([qubit, { x, z }]): readonly Letter[] => {
    if (!x && !z) return [];
    return [{ qubit, pauli: x ? (z ? 'Y' : 'X') : 'Z' }];
  });
}

const STARTS = { X: ['+', '-'], Y: ['i', '-i'], Z: ['0', '1'] } as const;

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
