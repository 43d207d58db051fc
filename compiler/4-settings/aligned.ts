import type { Expression } from '../../grammar/tree.ts';
import type { AlignedField, Source } from '../../runtime/program/index.ts';
import { columnOf } from './column.ts';
import { callIn, numberArgument, wrong } from './reader.ts';
import type { CallParts, Reader } from './reader.ts';

type FileKind = Exclude<AlignedField['kind'], 'blocks'>;

const kinds: readonly string[] = ['csv', 'jsonl', 'parquet', 'npy', 'npz', 'idx'];

/** `aligned(field: csv("a.csv"), other: blocks(200))`. */
export function readAligned(
  reader: Reader,
  expression: Expression,
  call: CallParts,
): Source | null {
  const fields = [...call.named].map(
    ([name, source]) => [name, readField(reader, name, source)] as const,
  );
  return sourceOf(reader, expression, call, fields, 'a source for each field, by its name');
}

/** `idx(picture: "images.idx", digit: "labels.idx")`: a file of one array for each field. */
export function readPerField(
  reader: Reader,
  expression: Expression,
  call: CallParts,
  kind: FileKind,
): Source | null {
  const fields = [...call.named].map(([name, path]) => {
    if (path.kind === 'string') return [name, { kind, path: path.value, column: null }] as const;
    wrong(reader, path, `\`${name}\``, 'the path of a file');
    return [name, null] as const;
  });
  return sourceOf(
    reader,
    expression,
    call,
    fields,
    `a file for each field: \`${kind}(x: "x.${kind}")\``,
  );
}

function sourceOf(
  reader: Reader,
  expression: Expression,
  call: CallParts,
  fields: readonly (readonly [string, AlignedField | null])[],
  wanted: string,
): Source | null {
  if (fields.length === 0 || call.positional.length > 0) {
    wrong(reader, call.positional[0] ?? expression, `\`${call.name}\``, wanted);
    return null;
  }
  const read = fields.flatMap(([name, field]) => (field === null ? [] : [[name, field] as const]));
  return read.length < fields.length ? null : { kind: 'aligned', fields: Object.fromEntries(read) };
}

function readField(reader: Reader, name: string, expression: Expression): AlignedField | null {
  const call = callIn(expression);
  if (call?.name === 'blocks') {
    const rows = numberArgument(call, 'rows', 0, 0);
    if (Number.isInteger(rows) && rows > 0) return { kind: 'blocks', rows };
    wrong(reader, expression, '`blocks`', 'how many rows a class has, at least 1');
    return null;
  }
  const path = call?.positional[0];
  if (call === undefined || !kinds.includes(call.name) || path?.kind !== 'string') {
    wrong(
      reader,
      expression,
      `\`${name}\``,
      `one of ${kinds.join(', ')} with a path, or \`blocks\``,
    );
    return null;
  }
  const given = call.named.get(name);
  const column = given === undefined ? null : columnOf(given);
  if (column !== undefined) return { kind: call.name as FileKind, path: path.value, column };
  wrong(
    reader,
    given ?? expression,
    `\`${name}\``,
    'a column: its name, a list of names, or positions',
  );
  return null;
}
