import { sizeOf } from '../graph/kernel.ts';
import type { Host } from '../host.ts';
import { UserProblem } from '../program/index.ts';
import type { ColumnReference, DataSource, Input, Program } from '../program/index.ts';

/** One sample as a data source of its own, and a host that has its table. */
export interface SingleSample {
  readonly source: DataSource;
  readonly base: string;
  readonly host: Host;
  readonly isNew: true;
}

const TABLE = 'sample.jsonl';

/**
 * One sample from a file for each modality, read by the same rules as a table that names these files. A text or a list
 * of numbers may be given itself instead of a file that holds it.
 * @throws UserProblem for an unknown modality, one that is not given, or numbers that do not fit
 */
export function singleSample(
  program: Program,
  given: Readonly<Record<string, string>>,
  host: Host,
): SingleSample {
  const modalities = program.inputs.filter(({ role }) => role === 'modality');
  requireNames(modalities, given, program.model);
  const row: Record<string, unknown> = {};
  const columns: Record<string, ColumnReference> = {};
  for (const input of modalities) {
    const value = given[input.name];
    if (value === undefined) continue;
    if (input.type.kind === 'image' || input.type.kind === 'audio') row[input.name] = value;
    else if (input.type.kind === 'text' || input.type.kind === 'word')
      row[input.name] = contentOf(host, value);
    else Object.assign(row, numberCells(input, contentOf(host, value), columns));
  }
  const table = new TextEncoder().encode(`${JSON.stringify(row)}\n`);
  return {
    source: {
      name: 'the given sample',
      source: { kind: 'jsonl', paths: { kind: 'one', path: TABLE } },
      columns,
      split: { kind: 'fractions', train: 0, validate: 0, test: 1, group: null },
      take: null,
      seed: 0,
      place: { file: '', start: 0, end: 0 },
    },
    base: '',
    host: { ...host, read: (path) => (path === TABLE ? table : host.read(path)) },
    isNew: true,
  };
}

function requireNames(
  modalities: readonly Input[],
  given: Readonly<Record<string, string>>,
  model: string,
): void {
  const names = modalities.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  const missing = modalities.find(({ name, optional }) => !optional && !(name in given));
  if (unknown === undefined && !missing) return;
  throw new UserProblem({
    code: unknown === undefined ? 'argument-invalid' : 'unknown-name',
    message:
      unknown === undefined
        ? `${model} needs \`${missing!.name}\`, and no \`--input ${missing!.name}=FILE\` gives it.`
        : `\`${unknown}\` is no modality of ${model}.`,
    help: `Its modalities: ${modalities.map(({ name, optional }) => `\`${name}\`${optional ? ' (may be missing)' : ''}`).join(', ')}.`,
  });
}

/** The text of a file, or the text itself where there is no such file. */
function contentOf(host: Host, value: string): string {
  const bytes = host.read(value);
  return bytes ? new TextDecoder().decode(bytes).trim() : value;
}

/** Numbers or class names between blanks, commas or semicolons; a cell for each. */
function numberCells(
  input: Input,
  text: string,
  columns: Record<string, ColumnReference>,
): Record<string, string> {
  const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '');
  const expected = sizeOf(input.shape);
  if (entries.length !== expected) {
    throw new UserProblem({
      code: 'value-unreadable',
      message: `\`${input.name}\` is given ${entries.length} values and takes ${expected}.`,
    });
  }
  const names = entries.map((_, index) => `${input.name} ${index}`);
  columns[input.name] =
    names.length === 1 ? { kind: 'name', name: names[0]! } : { kind: 'names', names };
  return Object.fromEntries(entries.map((entry, index) => [names[index]!, entry]));
}
