import { gunzipSync } from 'fflate';
import { readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { parquetMetadata, parquetSchema } from 'hyparquet/src/metadata.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import { describeContent } from '../content.ts';
import { sourceProblem } from '../problems.ts';
import { arrayPlaces } from './places.ts';
import type { Cell, Table } from './table.ts';

type Metadata = ReturnType<typeof parquetMetadata>;

/**
 * The columns of a Parquet file that hold numbers, texts, booleans or lists of these; uncompressed, Snappy or gzip.
 *
 * The parts of the library that are used are synchronous and know no file system, as this module has to be.
 *
 * @throws UserProblem `value-unreadable`
 */
export function parseParquet(bytes: Uint8Array, path: string, folder: string): Table {
  const buffer = new Uint8Array(bytes).buffer;
  const metadata = metadataOf(buffer);
  if (metadata === undefined) {
    throw sourceProblem(
      'value-unreadable',
      `${path} is ${describeContent(bytes)}, not a Parquet file, or it is damaged.`,
      { file: path },
    );
  }
  const leaves = simpleColumns(metadata);
  const columns = [...leaves.keys()];
  const values = columns.map((name) => columnCells(buffer, metadata, name, path));
  const rows = Array.from({ length: Number(metadata.num_rows) }, (_, line) => ({
    cells: values.map((cells) => cells[line] ?? null),
    line,
  }));
  const placeOf = arrayPlaces(path, folder, 'column', columns);
  return { path, noun: 'column', columns, header: 'named', rows, placeOf };
}

/** Rows of a Parquet file; undefined for another file. */
export function parquetRows(bytes: Uint8Array): number | undefined {
  const metadata = metadataOf(new Uint8Array(bytes).buffer);
  return metadata && Number(metadata.num_rows);
}

function metadataOf(buffer: ArrayBuffer): Metadata | undefined {
  try {
    return parquetMetadata(buffer);
  } catch {
    return undefined;
  }
}

/** Columns that are one sequence of values; those of records have several. */
function simpleColumns({ row_groups: groups }: Metadata): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { meta_data: chunk } of groups[0]?.columns ?? []) {
    const name = chunk?.path_in_schema[0];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count === 1));
}

function columnCells(buffer: ArrayBuffer, metadata: Metadata, name: string, path: string): Cell[] {
  const tree = parquetSchema(metadata);
  return metadata.row_groups.flatMap(({ columns, num_rows: rows }) => {
    const chunk = columns.find(({ meta_data: own }) => own?.path_in_schema[0] === name)?.meta_data;
    if (chunk === undefined) return [];
    const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
    const schemaPath = getTreePath(tree, chunk.path_in_schema);
    const view = new DataView(buffer, start, Number(chunk.total_compressed_size));
    const decoder = {
      ...chunk,
      pathInSchema: chunk.path_in_schema,
      element: schemaPath.at(-1)!.element,
      schemaPath,
      parsers: DEFAULT_PARSERS,
      compressors: { GZIP: (content: Uint8Array) => gunzipSync(content) },
    };
    try {
      const count = Number(rows);
      const select = { groupStart: 0, groupRows: count, selectStart: 0, selectEnd: count };
      const { data } = readColumn({ view, offset: 0 }, select, decoder);
      return data.flatMap((page) => Array.from(page, (value: unknown) => cellOf(value)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw sourceProblem('value-unreadable', `${path}, column \`${name}\`: ${reason}.`, {
        file: path,
        help: 'Save it with `compression="snappy"`, or as CSV.',
      });
    }
  });
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as unknown as ArrayLike<unknown>, cellOf);
  }
  return null;
}
