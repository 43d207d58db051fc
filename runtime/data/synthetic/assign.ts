import type { ColumnReference, Input } from '../../program/index.ts';
import { nearest } from '../nearest.ts';
import { listed, sourceProblem } from '../problems.ts';
import type { Field, Generator } from './generator.ts';

/**
 * Which inputs each field of a generator fills: the one that the data source names, else the one of the input's own
 * name, else the first that fits.
 *
 * @throws UserProblem `column-not-found` for a needed input that no field fits.
 */
export function assignFields(
  generator: Generator,
  inputs: readonly Input[],
  references: Readonly<Record<string, ColumnReference>>,
  needed: ReadonlySet<string>,
): Map<string, Input[]> {
  const filled = new Map<string, Input[]>(generator.fields.map(({ name }) => [name, []]));
  const isFree = (field: Field): boolean =>
    field.takes === 'all' || filled.get(field.name)!.length === 0;
  for (const input of inputs) {
    const reference = references[input.name];
    const field =
      reference === undefined
        ? fittingField(generator.fields.filter(isFree), input)
        : namedField(generator, input, reference);
    if (field !== undefined) filled.get(field.name)!.push(input);
    else if (needed.has(input.name)) throw noField(generator, input);
  }
  return filled;
}

function fittingField(fields: readonly Field[], input: Input): Field | undefined {
  const fitting = fields.filter((field) => fits(field, input));
  return fitting.find(({ name }) => name === input.name) ?? fitting[0];
}

function namedField(generator: Generator, input: Input, reference: ColumnReference): Field {
  const name = reference.kind === 'name' ? reference.name : '';
  const field = generator.fields.find((other) => other.name === name);
  if (field !== undefined && fits(field, input)) return field;
  const guess = nearest(
    name,
    generator.fields.map((other) => other.name),
  );
  throw sourceProblem(
    'column-not-found',
    field === undefined
      ? `\`${generator.name}\` has no field \`${name}\`, which \`${input.name}\` is read from.${fieldsOf(generator)}`
      : `The field \`${name}\` of \`${generator.name}\` does not fit \`${input.name}\`, which is ${words(input)}.`,
    guess === undefined ? {} : { help: `Did you mean \`${guess}\`?` },
  );
}

function fits(field: Field, input: Input): boolean {
  return (
    field.fills.includes(input.type.kind) && (field.role === 'any' || field.role === input.role)
  );
}

function noField(generator: Generator, input: Input): Error {
  return sourceProblem(
    'column-not-found',
    `\`${generator.name}\` makes nothing for the ${input.role} \`${input.name}\`, which is ${words(input)}.${fieldsOf(generator)}`,
    { help: '`qmm explain synthetic` lists the sources and what each makes.' },
  );
}

function fieldsOf(generator: Generator): string {
  return ` It makes ${listed(generator.fields.map(({ name }) => name))}.`;
}

function words({ type, shape }: Input): string {
  switch (type.kind) {
    case 'image':
      return 'a picture';
    case 'audio':
      return 'a sound';
    case 'text':
      return 'a text';
    case 'word':
      return 'a word';
    case 'class':
      return `a class of ${type.count}`;
    case 'tensor':
      return shape.length === 0 ? 'a number' : `${type.element}[${shape.join(', ')}]`;
  }
}
