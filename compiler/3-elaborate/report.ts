import { diagnose, type Extras } from '../diagnostics/diagnose.ts';
import type { Code, Values, Variant } from '../diagnostics/catalogue.ts';
import type { Location, NumberChange } from '../diagnostics/diagnostic.ts';
import { Refusal } from './frame.ts';

/** Stops the statement with a diagnostic of the catalogue. */
export function refuse<C extends Code, V extends Variant<C>>(
  code: C,
  variant: V,
  at: Location,
  values: Values<C, V>,
  extras: Extras = {},
): never {
  throw new Refusal(diagnose(code, variant, at, values, extras));
}

/** Stops the statement without a word: the cause was reported before. */
export function silently(): never {
  throw new Refusal(null);
}

/** One of two numbers is to be the other, whichever is written somewhere. */
export function eitherWay(found: number, ...wanted: readonly number[]): NumberChange[] {
  return [
    ...wanted.map((to) => ({ from: found, to })),
    ...wanted.map((from) => ({ from, to: found })),
  ];
}

/** `4 qubits`, `1 qubit`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
