import type { Keyword } from './tokens.ts';
import { startWords, type Home } from './words.ts';

/** What newcomers call a statement, and its name here. */
const habits: Readonly<Record<string, Keyword>> = {
  ...({ apply: 'evolve', layer: 'evolve', loss: 'objective', dataset: 'data' } as const),
  ...({ device: 'target', def: 'function', func: 'function', import: 'use' } as const),
  ...({
    var: 'let',
    const: 'let',
    input: 'modality',
    output: 'readout',
    qreg: 'register',
  } as const),
  ...({ qubit: 'register', qubits: 'register', measure: 'readout', gate: 'circuit' } as const),
};

/** The keyword a statement's first word was probably meant to be, among those that may stand there. */
export function respell(text: string, home: Home): Keyword | undefined {
  const known = startWords[home];
  const habit = Object.hasOwn(habits, text) ? habits[text] : undefined;
  if (habit !== undefined && known.includes(habit)) return habit;
  const near = known
    .map((keyword) => ({ keyword, distance: editDistance(text, keyword) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near !== undefined && near.distance <= (near.keyword.length > 4 ? 2 : 1)
    ? near.keyword
    : undefined;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) {
    const above = rows[i - 1]!;
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? rows[i - 2]![j - 2]! + 1
          : Infinity;
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, substituted, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
