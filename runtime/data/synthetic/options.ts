import type { Input } from '../../program/index.ts';
import { nearest } from '../nearest.ts';
import { listed, quoted, sourceProblem } from '../problems.ts';
import { classCount, totalSize } from './deal.ts';
import type { Generator, Option } from './generator.ts';

/**
 * A generator's options with the values given, which sizes of the model they must agree with.
 *
 * @throws UserProblem `unknown-name` for an option that the generator lacks, `argument-invalid` for a value that it
 * cannot take.
 */
export function readOptions(
  generator: Generator,
  given: Readonly<Record<string, number | string | boolean>>,
  fields: ReadonlyMap<string, readonly Input[]>,
): ReadonlyMap<string, number> {
  for (const name of Object.keys(given)) requireOption(generator, name);
  return new Map(
    generator.options.map((option) => {
      const value = given[option.name] ?? option.standard ?? sizeInModel(option.name, fields);
      return [option.name, checked(generator, option, value, fields)];
    }),
  );
}

function requireOption(generator: Generator, name: string): void {
  const names = generator.options.map((option) => option.name);
  if (names.includes(name)) return;
  const guess = nearest(name, names);
  const help = names.length === 0 ? 'It has no options.' : `Its options are ${listed(names)}.`;
  throw sourceProblem(
    'unknown-name',
    `The synthetic source \`${generator.name}\` has no option \`${name}\`.`,
    {
      help: guess === undefined ? help : `Did you mean \`${guess}\`?`,
    },
  );
}

function checked(
  generator: Generator,
  option: Option,
  value: number | string | boolean,
  fields: ReadonlyMap<string, readonly Input[]>,
): number {
  const where = `\`${option.name}\` of the synthetic source \`${generator.name}\``;
  if (typeof value !== 'number' || !(value >= option.lowest && value <= option.highest)) {
    throw sourceProblem(
      'argument-invalid',
      `${where} is ${quoted(value)}; it takes a number from ${option.lowest} to ${option.highest}.`,
    );
  }
  const wanted = option.standard === null ? sizeInModel(option.name, fields) : value;
  if (wanted === value) return value;
  throw sourceProblem(
    'argument-invalid',
    `${where} is ${value}, and the model that reads it takes ${wanted}.`,
    { help: `Leave \`${option.name}\` out: it follows from the model.` },
  );
}

/** `features`: numbers that the modalities take; `classes`: of the label. */
function sizeInModel(option: string, fields: ReadonlyMap<string, readonly Input[]>): number {
  if (option === 'classes') return classCount(fields.get('class') ?? [], 2);
  return totalSize(fields.get('features') ?? []);
}
