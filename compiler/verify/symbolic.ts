import { negative } from '../passes/canonical/angle.ts';
import { fold, type Folded, type WordRotation } from './frame.ts';
import { observedWords } from './observed-words.ts';
import { commute, pauliWord, sameWord, type PauliWord } from './pauli-word.ts';
import { reduce } from './reduce.ts';
import type { Rotations } from './rotations.ts';
import type { SharedWires } from './shared-wires.ts';

/** Comparisons of two rotations that are worth a try: some seconds. */
const BUDGET = 30_000_000;

/**
 * Are the two the same for all angles? Both are written as rotations and a Clifford circuit behind them. One's rotations
 * undo the other's where, joined, nothing is left of them but what nobody sees; then the words that are observed have
 * to be the same before the Clifford circuits. That is a proof at any width; that something is left is none.
 *
 * @returns how many rotations were compared, or undefined where nothing is shown
 */
export function sameSymbolically(
  a: Rotations,
  b: Rotations,
  shared: SharedWires,
): number | undefined {
  const { wires, of } = shared;
  const [left, right] = [
    visible(fold(a.rotations, wires, of.a), a, of.a, shared),
    visible(fold(b.rotations, wires, of.b), b, of.b, shared),
  ];
  if (left === undefined || right === undefined) return undefined;
  if (left.observed.length !== right.observed.length) return undefined;
  const undone = right.rotations.toReversed().map(inverse);
  const joined = reduce([...undone, ...left.rotations], BUDGET);
  if (joined === undefined) return undefined;
  const observed = left.observed.map(joined.before);
  if (!observed.every((word, k) => sameWord(word, right.observed[k]!))) return undefined;
  // Where the same is observed on both sides, `U^dagger O U = O` is asked for: both ends do not matter.
  const unseen = passes(observed);
  const seen = leftOut(leftOut(joined.rotations, 'end', unseen), 'start', unseen);
  return seen.length === 0 ? left.rotations.length : undefined;
}

interface Visible {
  readonly rotations: readonly WordRotation[];
  /** Before the Clifford circuit, behind the rotations. */
  readonly observed: readonly PauliWord[];
}

/** Without what commutes to the end and with all that is observed there, and what is a phase of |0> at the start. */
function visible(
  folded: Folded,
  { observed }: Rotations,
  place: (wire: number) => number,
  { wires, inputs }: SharedWires,
): Visible | undefined {
  const reduced = reduce(folded.rotations, BUDGET);
  if (reduced === undefined) return undefined;
  const words = observedWords(observed, place).map(({ letters }) =>
    reduced.before(folded.before(letters)),
  );
  const free = pauliWord(
    wires,
    inputs.map((qubit) => ({ qubit, pauli: 'Z' })),
  );
  // Diagonal, and on no input.
  const isPhase = ({ x, z }: PauliWord): boolean =>
    x.every((bits, i) => bits === 0 && (z[i]! & free.z[i]!) === 0);
  const ended = leftOut(reduced.rotations, 'end', passes(words));
  return { rotations: leftOut(ended, 'start', isPhase), observed: words };
}

/** Without those, of the ones that commute to a side, that do not matter there. */
function leftOut(
  rotations: readonly WordRotation[],
  side: 'start' | 'end',
  isUnseen: (word: PauliWord) => boolean,
): readonly WordRotation[] {
  const kept: WordRotation[] = [];
  for (const each of side === 'end' ? rotations.toReversed() : rotations) {
    const arrives = kept.every(({ word }) => commute(word, each.word));
    if (!arrives || !isUnseen(each.word)) kept.push(each);
  }
  return side === 'end' ? kept.reverse() : kept;
}

function passes(observed: readonly PauliWord[]): (word: PauliWord) => boolean {
  return (word) => observed.every((each) => commute(each, word));
}

function inverse({ word, angle }: WordRotation): WordRotation {
  return { word, angle: negative(angle) };
}
