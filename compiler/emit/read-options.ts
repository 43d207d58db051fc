import * as v from 'valibot';
import { UserProblem } from '../../runtime/program/index.ts';
import { nearest } from '../diagnostics/nearest.ts';

/** A value of an option; its description says what may stand there. */
export type OptionLeaf = v.GenericSchema;
/** Options by name, nested as the service nests them. */
export interface OptionGroup {
  readonly entries: Readonly<Record<string, v.GenericSchema>>;
}

/**
 * Options as they are typed, `KEY=VALUE` with dots in the key, e.g. `twirling.strategy=all`. A value is a number, `true`
 * or `false`, a list (`1,3,5`), or a word. The last one of a key counts.
 *
 * @param format as `--to` has it, for messages
 * @throws UserProblem for a name that is not there, with the nearest one, and for a value that cannot be meant
 */
export function readOptions<Schema extends OptionGroup & v.GenericSchema>(
  schema: Schema,
  given: readonly string[],
  format: string,
): v.InferOutput<Schema> {
  const result: Record<string, unknown> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1) throw notAnOption(text);
    const path = text.slice(0, at).trim().split('.');
    const leaf = leafAt(schema, path, format);
    place(result, path, valueOf(leaf, path.join('.'), text.slice(at + 1).trim()));
  }
  return v.parse(schema, result);
}

function leafAt(schema: OptionGroup, path: readonly string[], format: string): OptionLeaf {
  let group: OptionGroup = schema;
  for (const [depth, name] of path.entries()) {
    const found = Object.hasOwn(group.entries, name) ? group.entries[name] : undefined;
    if (found === undefined) throw unknownOption(schema, group, path, depth, format);
    const inner = unwrapped(found);
    if (!isGroup(inner)) {
      if (depth === path.length - 1) return inner;
      throw unknownOption(schema, { entries: {} }, path, depth + 1, format);
    }
    group = inner;
  }
  const key = path.join('.');
  const names = Object.keys(group.entries);
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`--option ${key}\` is a group of ${names.map((name) => `\`${name}\``).join(', ')}.`,
    help: `Set one of them: \`--option ${key}.${names[0]!}=...\`.`,
  });
}

function valueOf(leaf: OptionLeaf, key: string, text: string): unknown {
  for (const value of readings(text)) {
    const parsed = v.safeParse(leaf, value);
    if (parsed.success) return parsed.output;
  }
  const choices = wordsOf(leaf);
  const near = nearest(text, choices);
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`--option ${key}\` takes ${v.getDescription(leaf) ?? 'another value'}, and \`${text}\` is none.`,
    ...(near !== undefined && { help: `Did you mean \`--option ${key}=${near}\`?` }),
  });
}

/** What a text may stand for, the most likely first. */
function readings(text: string): readonly unknown[] {
  const list = text.replace(/^\[|\]$/g, '').split(',');
  const items = list.map((item) => scalar(item.trim().replace(/^"|"$/g, '')));
  return [scalar(text), text, items, list.map((item) => item.trim().replace(/^"|"$/g, ''))];
}

function scalar(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function place(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  into[name] ??= {};
  place(into[name] as Record<string, unknown>, rest, value);
}

function unwrapped(schema: v.GenericSchema): v.GenericSchema {
  return 'wrapped' in schema ? unwrapped(schema.wrapped as v.GenericSchema) : schema;
}

function isGroup(schema: v.GenericSchema | OptionGroup): schema is OptionGroup & v.GenericSchema {
  return 'entries' in schema;
}

/** The words among what a leaf takes. */
function wordsOf(leaf: v.GenericSchema): readonly string[] {
  if ('pipe' in leaf) {
    const [first] = leaf.pipe as readonly v.GenericSchema[];
    return first === leaf ? [] : wordsOf(first!);
  }
  if ('item' in leaf) return wordsOf(leaf.item as v.GenericSchema);
  if (!('options' in leaf)) return [];
  return (leaf.options as readonly unknown[]).flatMap((option) =>
    typeof option === 'string'
      ? [option]
      : typeof option === 'object' && option !== null
        ? wordsOf(option as v.GenericSchema)
        : [],
  );
}

/** Every path to a leaf. */
function pathsOf(group: OptionGroup): readonly string[] {
  return Object.entries(group.entries).flatMap(([name, entry]) => {
    const inner = unwrapped(entry);
    return isGroup(inner) ? pathsOf(inner).map((path) => `${name}.${path}`) : [name];
  });
}

function unknownOption(
  schema: OptionGroup,
  group: OptionGroup,
  path: readonly string[],
  depth: number,
  format: string,
): UserProblem {
  const key = path.join('.');
  const here = Object.keys(group.entries);
  const before = path
    .slice(0, depth)
    .map((name) => `${name}.`)
    .join('');
  const close = nearest(path[depth]!, here);
  const elsewhere = pathsOf(schema).find((one) => one.split('.').at(-1) === path.at(-1));
  const near =
    elsewhere ??
    (close === undefined ? undefined : [`${before}${close}`, ...path.slice(depth + 1)].join('.'));
  const all = here.length > 0 ? here.map((name) => before + name) : pathsOf(schema);
  return new UserProblem({
    code: 'unknown-name',
    message: `\`--to ${format}\` has no option \`${key}\`.`,
    help: near === undefined ? `There are ${all.join(', ')}.` : `Did you mean \`${near}\`?`,
  });
}

function notAnOption(text: string): UserProblem {
  return new UserProblem({
    code: 'argument-invalid',
    message: `\`--option ${text}\` is not KEY=VALUE.`,
    help: 'For example: `--option shots=1000`.',
  });
}
