import { SYNTHETIC_SOURCES } from './catalogue.ts';
import type { Field, Generator, Option } from './generator.ts';

/** All synthetic sources with their fields and options, as plain text. */
export function describeSynthetic(): string {
  const usage =
    '`synthetic(name, samples:, seed:, ...)` makes samples that follow from the seed alone. Sizes come from the ' +
    "model's modalities; a field fills the modality or label of its own name, or else the first that it fits.";
  return [usage, ...SYNTHETIC_SOURCES.map(describeGenerator)].join('\n\n');
}

function describeGenerator({ name, summary, fields, options }: Generator): string {
  return [`${name}: ${summary}`, ...fields.map(describeField), ...options.map(describeOption)].join(
    '\n',
  );
}

function describeField({ name, about, role, takes }: Field): string {
  const fills = role === 'any' ? 'modality or label' : role;
  return `  ${name} (${takes === 'all' ? `every fitting ${fills}` : fills}): ${about}`;
}

function describeOption({ name, about, standard, lowest, highest }: Option): string {
  const start = standard === null ? 'by the model' : `${standard} if left out`;
  return `  ${name}: a number from ${lowest} to ${highest}, ${start}. ${about}`;
}
