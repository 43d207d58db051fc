import type { DataDeclaration, Expression } from '../../grammar/tree.ts';
import type {
  ColumnReference,
  DataSource,
  FilePaths,
  Source,
  Split,
} from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import {
  at,
  callIn,
  entriesOf,
  notYetSetting,
  numberArgument,
  numberIn,
  textArgument,
  wholeSetting,
  wrong,
  type CallParts,
  type Reader,
} from './reader.ts';

export const dataKeys: readonly string[] = ['split', 'take', 'seed'];

const sources: readonly string[] = [
  'csv',
  'jsonl',
  'parquet',
  'npy',
  'npz',
  'idx',
  'windows',
  'aligned',
  'synthetic',
  'blocks',
];

/** A `data` declaration; null when it cannot be read (reported). */
export function readData(
  reader: Reader,
  declaration: DataDeclaration,
  fields: ReadonlySet<string>,
): DataSource | null {
  const call = callIn(declaration.source);
  const entries = entriesOf(reader, declaration.settings, 'data', dataKeys);
  if (call === undefined || !sources.includes(call.name)) {
    const given = call === undefined ? 'this' : `\`${call.name}\``;
    reader.diagnostics.push(
      diagnose('type-mismatch', 'default', at(reader, declaration.source), {
        what: 'The source of a `data`',
        found: given,
        wanted: `one of ${sources.slice(0, -1).join(', ')}`,
      }),
    );
    return null;
  }
  const source = readSource(reader, declaration, call);
  if (source === null) return null;
  const split = entries.get('split');
  const files = source.kind !== 'synthetic' && source.paths.kind === 'split';
  return {
    name: declaration.name.text,
    source,
    columns: source.kind === 'synthetic' ? {} : columnsOf(reader, call, fields),
    split: split ? readSplit(reader, split) : files ? { kind: 'files' } : defaultSplit,
    take: entries.has('take') ? wholeSetting(reader, entries, 'take', 1, 1) : null,
    seed: wholeSetting(reader, entries, 'seed', 0, 0),
    place: at(reader, declaration),
  };
}

const defaultSplit: Split = { kind: 'fractions', train: 0.8, validate: 0, test: 0.2, group: null };

function readSource(reader: Reader, declaration: DataDeclaration, call: CallParts): Source | null {
  if (call.name === 'csv' || call.name === 'jsonl') {
    const paths = readPaths(call);
    if (paths) return { kind: call.name, paths };
    wrong(
      reader,
      declaration.source,
      `\`${call.name}\``,
      'a path, or paths for `train:`, `validate:` and `test:`',
    );
    return null;
  }
  if (call.name === 'synthetic') return readSynthetic(reader, declaration, call);
  notYetSetting(reader, declaration.source, `Data from \`${call.name}\``);
  return null;
}

function readPaths(call: CallParts): FilePaths | undefined {
  const path = call.positional[0];
  if (path?.kind === 'string') return { kind: 'one', path: path.value };
  const train = textArgument(call, 'train', -1);
  if (train === undefined) return undefined;
  return {
    kind: 'split',
    train,
    validate: textArgument(call, 'validate', -1) ?? null,
    test: textArgument(call, 'test', -1) ?? null,
  };
}

function readSynthetic(
  reader: Reader,
  declaration: DataDeclaration,
  call: CallParts,
): Source | null {
  const generator = textArgument(call, 'name', 0);
  if (generator === undefined) {
    wrong(
      reader,
      declaration.source,
      'The first argument of `synthetic`',
      'the name of a source in quotes',
    );
    return null;
  }
  const options: Record<string, number | string | boolean> = {};
  for (const [key, expression] of call.named) {
    if (key === 'samples' || key === 'seed' || key === 'name') continue;
    const value =
      expression.kind === 'string' || expression.kind === 'boolean'
        ? expression.value
        : numberIn(expression);
    if (value === undefined) wrong(reader, expression, `\`${key}\``, 'a number, a text or a bool');
    else options[key] = value;
  }
  return {
    kind: 'synthetic',
    generator,
    samples: numberArgument(call, 'samples', 1, 1000),
    seed: numberArgument(call, 'seed', 2, 0),
    options,
  };
}

const pathNames: readonly string[] = ['train', 'validate', 'test'];

function columnsOf(
  reader: Reader,
  call: CallParts,
  fields: ReadonlySet<string>,
): Record<string, ColumnReference> {
  const columns: Record<string, ColumnReference> = {};
  for (const [field, expression] of call.named) {
    if (pathNames.includes(field) && !fields.has(field)) continue;
    const column = columnOf(expression);
    if (column) columns[field] = column;
    else
      wrong(
        reader,
        expression,
        `\`${field}\``,
        'a column: its name, a list of names, a position or a range of positions',
      );
  }
  return columns;
}

function columnOf(expression: Expression): ColumnReference | undefined {
  if (expression.kind === 'string') return { kind: 'name', name: expression.value };
  if (expression.kind === 'join') {
    const names = expression.parts.flatMap((part) => (part.kind === 'string' ? [part.value] : []));
    return names.length === expression.parts.length ? { kind: 'names', names } : undefined;
  }
  if (expression.kind === 'range') {
    const [start, stop] = [numberIn(expression.start), numberIn(expression.end)];
    return start === undefined || stop === undefined ? undefined : { kind: 'range', start, stop };
  }
  const index = numberIn(expression);
  return index === undefined ? undefined : { kind: 'index', index };
}

/** `fractions(...)`, `folds(k, group:)`, `column("split")`. */
export function readSplit(reader: Reader, expression: Expression): Split {
  const call = callIn(expression);
  const group = call ? (textArgument(call, 'group', -1) ?? nameArgument(call, 'group')) : null;
  switch (call?.name) {
    case 'fractions': {
      const train = numberArgument(call, 'train', 0, 0.8);
      const validate = numberArgument(call, 'validate', 1, 0);
      const test = numberArgument(call, 'test', 2, Math.max(0, 1 - train - validate));
      if (train + validate + test > 1 + 1e-9)
        wrong(reader, expression, 'The sum of the fractions', 'at most 1');
      return { kind: 'fractions', train, validate, test, group };
    }
    case 'folds':
      return { kind: 'folds', count: numberArgument(call, 'count', 0, 5), group };
    case 'column':
      return { kind: 'column', column: textArgument(call, 'name', 0) ?? 'split' };
    default:
      wrong(
        reader,
        expression,
        '`split`',
        '`fractions(train: 0.8, test: 0.2)`, `folds(5)` or `column("split")`',
      );
      return defaultSplit;
  }
}

/** `--set split="folds(5, group: speaker)"` is typed without inner quotes. */
function nameArgument(call: CallParts, name: string): string | null {
  const expression = call.named.get(name);
  return expression?.kind === 'call' ? expression.name.text : null;
}
