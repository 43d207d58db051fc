import type { DataDeclaration, Expression } from '../../grammar/tree.ts';
import type { ColumnReference, DataSource, Split } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import { columnOf } from './column.ts';
import {
  at,
  callIn,
  entriesOf,
  numberArgument,
  textArgument,
  wholeSetting,
  wrong,
  type CallParts,
  type Reader,
} from './reader.ts';
import { pathNames, readSource, sourceNames } from './source.ts';

export const dataKeys: readonly string[] = ['split', 'take', 'seed'];

/** A `data` declaration; null when it cannot be read (reported). */
export function readData(
  reader: Reader,
  declaration: DataDeclaration,
  fields: ReadonlySet<string>,
): DataSource | null {
  const call = callIn(declaration.source);
  const entries = entriesOf(reader, declaration.settings, 'data', dataKeys);
  if (call === undefined || !sourceNames.includes(call.name)) {
    const given = call === undefined ? 'this' : `\`${call.name}\``;
    reader.diagnostics.push(
      diagnose('type-mismatch', 'default', at(reader, declaration.source), {
        what: 'The source of a `data`',
        found: given,
        wanted: `one of ${sourceNames.join(', ')}`,
      }),
    );
    return null;
  }
  const source = readSource(reader, declaration, call);
  if (source === null) return null;
  const split = entries.get('split');
  const files = 'paths' in source && source.paths.kind === 'split';
  const named = source.kind !== 'windows' && 'paths' in source;
  return {
    name: declaration.name.text,
    source,
    columns: named ? columnsOf(reader, call, fields) : {},
    split: split ? readSplit(reader, split) : files ? { kind: 'files' } : defaultSplit,
    take: entries.has('take') ? wholeSetting(reader, entries, 'take', 1, 1) : null,
    seed: wholeSetting(reader, entries, 'seed', 0, 0),
    place: at(reader, declaration),
  };
}

const defaultSplit: Split = { kind: 'fractions', train: 0.8, validate: 0, test: 0.2, group: null };

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

/** `fractions(...)`, `folds(k, group:)`, `column("split")`. */
function readSplit(reader: Reader, expression: Expression): Split {
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
