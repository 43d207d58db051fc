import type { Expression } from '../../grammar/tree.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import { at, checkArguments, numberIn, wrong, type Reader } from './reader.ts';

type Call = Extract<Expression, { readonly kind: 'call' }>;

/** A number that a call in settings takes. */
export interface Option {
  readonly standard: number;
  /** As a message says it: `a positive number`. */
  readonly wanted: string;
  readonly holds: (value: number) => boolean;
}

export const positive = (standard: number): Option => ({
  standard,
  wanted: 'a positive number',
  holds: (value) => value > 0,
});

export const notNegative = (standard: number): Option => ({
  standard,
  wanted: 'a number of at least 0',
  holds: (value) => value >= 0,
});

/** A part of what stays: 1 would never forget. */
export const share = (standard: number): Option => ({
  standard,
  wanted: 'a number of at least 0 and below 1',
  holds: (value) => value >= 0 && value < 1,
});

export const whole = (standard: number): Option => ({
  standard,
  wanted: 'a whole number of at least 1',
  holds: (value) => Number.isInteger(value) && value >= 1,
});

/**
 * The numbers of a call, by name; what is left out has its standard. Positional ones come in the order of the options.
 * Unknown names are reported with the nearest one, wrong values with what may stand there.
 * @param others names of arguments that are no numbers
 */
export function optionsOf<Name extends string>(
  reader: Reader,
  call: Call,
  options: Readonly<Record<Name, Option>>,
  others: readonly string[] = [],
): { readonly values: Readonly<Record<Name, number>>; readonly given: ReadonlySet<string> } {
  const names = Object.keys(options) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, options[name].standard])) as Record<
    Name,
    number
  >;
  const given = new Set<string>();
  const positional = call.arguments.filter(({ name }) => name === null);
  const surplus = positional[names.length];
  if (surplus) tooMany(reader, call, at(reader, surplus.value), [...names, ...others]);
  checkArguments(reader, call, [...names, ...others]);
  for (const [position, argument] of call.arguments.entries()) {
    const said = argument.name?.text ?? names[position];
    const name = names.find((each) => each === said);
    if (name === undefined) continue;
    given.add(name);
    const value = numberIn(argument.value);
    const { holds, wanted } = options[name];
    if (value !== undefined && holds(value)) values[name] = value;
    else wrong(reader, argument.value, `\`${name}\` of \`${call.name.text}\``, wanted);
  }
  return { values, given };
}

function tooMany(reader: Reader, call: Call, place: Location, known: readonly string[]): void {
  const takes = known.map((each) => `\`${each}\``).join(', ');
  reader.diagnostics.push(
    diagnose('unknown-argument', 'many', place, {
      callee: call.name.text,
      wanted: takes === '' ? 'no arguments' : takes,
      given: `${call.arguments.length} arguments`,
    }),
  );
}
