import type { Letter } from './pauli-word.ts';
import type { Observation } from './rotations.ts';

/** One of the Pauli words that an observation consists of. */
export interface ObservedWord {
  readonly letters: readonly Letter[];
  /** Products of words of one group are observed as well. */
  readonly group: number;
}

/** The words whose expectations, and those of products within a group, are all that is observed. */
export function observedWords(
  observed: readonly Observation[],
  place: (wire: number) => number,
): readonly ObservedWord[] {
  const words: ObservedWord[] = [];
  let group = 0;
  for (const each of observed) {
    if (each.kind === 'expectation') {
      for (const { factors } of each.terms) {
        const letters = factors.map(({ qubit, pauli }) => ({ qubit: place(qubit), pauli }));
        words.push({ letters, group: group++ });
      }
      continue;
    }
    for (const wire of each.wires) {
      const qubit = place(wire);
      if (each.kind === 'state') words.push({ letters: [{ qubit, pauli: 'X' }], group });
      words.push({ letters: [{ qubit, pauli: 'Z' }], group });
    }
    group++;
  }
  return words;
}
