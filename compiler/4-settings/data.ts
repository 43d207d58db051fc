import type { DataDeclaration, Expression } from '../../grammar/tree.ts';
import type { ColumnReference, DataSource, Split } from '../../runtime/program/index.ts';
import { diagnose, didYouMean, replacement } from '../diagnostics/diagnose.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { columnOf } from './column.ts';
import {
  at,
  callIn,
  checkArguments,
  entriesOf,
  kindText,
  numberArgument,
  numberIn,
  textArgument,
  wholeSetting,
  wrong,
  type CallParts,
  type Reader,
} from './reader.ts';
import { pathNames, readSource, sourceNames } from './source.ts';

export const dataKeys: readonly string[] = ['split', 'take', 'seed'];

/** What the columns of a source are for. */
export interface Fields {
  /** Of the model that is trained. */
  readonly own: ReadonlySet<string>;
  /** Of all models of the file. */
  readonly all: ReadonlySet<string>;
  /** How many columns of numbers a field takes, where that is known. */
  readonly widths: ReadonlyMap<string, number>;
}

/** A `data` declaration; null when it cannot be read (reported). */
export function readData(
  reader: Reader,
  declaration: DataDeclaration,
  fields: Fields,
): DataSource | null {
  const call = callIn(declaration.source);
  const entries = entriesOf(reader, declaration.settings, 'data', dataKeys);
  if (call === undefined || !sourceNames.includes(call.name)) {
    const given = call === undefined ? kindText(declaration.source) : `\`${call.name}\``;
    reader.diagnostics.push(
      diagnose(
        'type-mismatch',
        'default',
        at(reader, declaration.source),
        {
          what: 'The source of a `data`',
          found: given,
          wanted: `one of ${sourceNames.join(', ')}`,
        },
        { fixes: meantSources(reader, declaration.source) },
      ),
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

/** `csv` where another library's word for it stands, or a path alone. */
function meantSources(reader: Reader, source: Expression): Fix[] {
  if (source.kind === 'string') {
    const place = at(reader, source);
    const kind = sourceNames.find((name) => source.value.endsWith(`.${name}`)) ?? 'csv';
    const text = `${kind}("${source.value}")`;
    return [replacement(`Write \`${text}\``, place, text)];
  }
  if (source.kind !== 'call') return [];
  const { text, span } = source.name;
  const meant =
    sourceNames.find((name) => text.toLowerCase().includes(name)) ??
    nearest(text, sourceNames) ??
    'csv';
  return [replacement(`Write \`${meant}\``, at(reader, { span }), meant)];
}

const defaultSplit: Split = { kind: 'fractions', train: 0.8, validate: 0, test: 0.2, group: null };

function columnsOf(
  reader: Reader,
  call: CallParts,
  fields: Fields,
): Record<string, ColumnReference> {
  const columns: Record<string, ColumnReference> = {};
  for (const [field, expression] of call.named) {
    if (pathNames.includes(field) && !fields.own.has(field)) continue;
    if (!fields.all.has(field)) {
      unknownField(reader, call, field, fields);
      continue;
    }
    const column = columnOf(expression);
    if (column) {
      columns[field] = column;
      checkWidth(reader, expression, field, column, fields.widths.get(field));
    } else
      wrong(
        reader,
        expression,
        `\`${field}\``,
        'a column: its name, a list of names, a position or a range of positions',
      );
  }
  return columns;
}

/** A column for something that no model of the file has. */
function unknownField(reader: Reader, call: CallParts, field: string, fields: Fields): void {
  const label = call.names.get(field);
  if (label === undefined || reader.unknown.has(field)) return;
  const place = at(reader, label);
  const known = [...fields.own];
  const near = didYouMean(place, nearest(field, known));
  const help = `The model has ${known.map((one) => `\`${one}\``).join(', ')}.`;
  reader.diagnostics.push(
    diagnose(
      'unknown-name',
      'default',
      place,
      { what: 'modality or label', name: field },
      { help, ...near },
    ),
  );
}

/** As many columns as the field has numbers. */
function checkWidth(
  reader: Reader,
  expression: Expression,
  field: string,
  column: ColumnReference,
  wanted: number | undefined,
): void {
  const given =
    column.kind === 'range'
      ? column.stop - column.start
      : column.kind === 'names'
        ? column.names.length
        : undefined;
  if (given === undefined || wanted === undefined || given === wanted) return;
  const columns = given === 1 ? '1 column' : `${given} columns`;
  reader.diagnostics.push(
    diagnose(
      'size-mismatch',
      'default',
      at(reader, expression),
      { left: `there are ${columns} for \`${field}\` here`, right: `it takes ${wanted}` },
      {
        label: columns,
        numbers: [
          { from: given, to: wanted },
          { from: wanted, to: given },
        ],
      },
    ),
  );
}

/** `fractions(...)`, `folds(k, group:)`, `column("split")`. */
function readSplit(reader: Reader, expression: Expression): Split {
  const call = callIn(expression);
  const group = call ? (textArgument(call, 'group', -1) ?? nameArgument(call, 'group')) : null;
  switch (call?.name) {
    case 'fractions': {
      checkArguments(reader, expression, ['train', 'validate', 'test', 'group']);
      const train = numberArgument(call, 'train', 0, 0.8);
      const validate = numberArgument(call, 'validate', 1, 0);
      const test = numberArgument(call, 'test', 2, Math.max(0, 1 - train - validate));
      if (train + validate + test > 1 + 1e-9)
        reader.diagnostics.push(
          diagnose(
            'type-mismatch',
            'default',
            at(reader, expression),
            {
              what: 'The sum of the fractions',
              found: String(Number((train + validate + test).toPrecision(6))),
              wanted: 'at most 1',
            },
            { fixes: smallerParts(reader, call, { train, validate, test }) },
          ),
        );
      return { kind: 'fractions', train, validate, test, group };
    }
    case 'folds':
      checkArguments(reader, expression, ['count', 'group']);
      return { kind: 'folds', count: numberArgument(call, 'count', 0, 5), group };
    case 'column':
      return { kind: 'column', column: textArgument(call, 'name', 0) ?? 'split' };
    default:
      wrong(
        reader,
        expression,
        '`split`',
        '`fractions(train: 0.8, test: 0.2)`, `folds(5)` or `column("split")`',
        meantSplits(expression),
      );
      return defaultSplit;
  }
}

/** `split: 0.8`, `split: "fold"` */
function meantSplits(expression: Expression): string[] {
  const train = numberIn(expression);
  if (train !== undefined && train > 0 && train < 1) {
    return [`fractions(train: ${train}, test: ${Number((1 - train).toPrecision(6))})`];
  }
  if (train !== undefined && Number.isInteger(train)) return [`folds(${train})`];
  return expression.kind === 'string' ? [`column("${expression.value}")`] : [];
}

/** Each part as small as the others leave it. */
function smallerParts(
  reader: Reader,
  call: CallParts,
  parts: Readonly<Record<string, number>>,
): Fix[] {
  const total = Object.values(parts).reduce((a, b) => a + b, 0);
  return Object.entries(parts)
    .toReversed()
    .flatMap(([name, value]) => {
      const written = call.named.get(name);
      const rest = Number((1 - (total - value)).toPrecision(6));
      if (written === undefined || rest <= 0) return [];
      const fix = replacement(`Write \`${name}: ${rest}\``, at(reader, written), String(rest));
      return [fix];
    });
}

/** `--set split="folds(5, group: speaker)"` is typed without inner quotes. */
function nameArgument(call: CallParts, name: string): string | null {
  const expression = call.named.get(name);
  return expression?.kind === 'call' ? expression.name.text : null;
}
