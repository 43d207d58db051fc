import type { Column } from './dataset.ts';
import { cellSource } from './columns/cells.ts';
import type { CellSource, SampleRow } from './columns/cells.ts';
import { readClasses } from './columns/classes.ts';
import { cellFiles } from './columns/files.ts';
import { locateColumn, locateColumns } from './columns/locate.ts';
import { readNumbers } from './columns/numbers.ts';
import { readPictures } from './columns/pictures.ts';
import { readSounds } from './columns/sounds.ts';
import { readTexts } from './columns/texts.ts';
import { createHasher } from './hash.ts';
import type { Hasher } from './hash.ts';
import { columnFor, openTables } from './open-tables.ts';
import type { PartTable } from './open-tables.ts';
import { requireMemory } from './memory.ts';
import { sourceProblem } from './problems.ts';
import { randomStream } from './random.ts';
import type { LoadRequest } from './request.ts';
import type { Samples } from './samples.ts';
import { requireDistinct } from './split/overlap.ts';
import type { Part } from './split/split.ts';
import type { Windows } from './split/windows.ts';
import type { Table } from './table/table.ts';

interface TableRow extends SampleRow {
  readonly part: Part;
}

/** Reads the files of a source, as tables, and the files that their cells name. */
export function readTables(request: LoadRequest): Samples {
  const hasher = request.host.sha256?.() ?? createHasher();
  const tables = openTables(request, hasher);
  const rows = takenRows(request, tables);
  const sources = cellSources(
    request,
    tables.map(({ table }) => table),
    rows,
  );
  requireRows(rows, tables);
  requireMemory(
    request,
    sources.map(({ input }) => input),
    rows.length,
  );
  const values = readValues(request, sources, hasher);
  const ids = idsOf(rows);
  const perPart = tables.length > 1 || tables[0]!.fixed;
  const parts = perPart ? rows.map(({ part }) => part) : undefined;
  if (parts !== undefined) requireDistinct(request.source, rows, parts, ids);
  return {
    ...values,
    count: rows.length,
    ids: ids ?? Array.from({ length: rows.length }, (_, row) => String(row + 1)),
    column: (name) =>
      rows.map(({ table, row }) => textOfCell(row.cells[locateColumn(name, table)])),
    spare: spareColumns(request, tables),
    parts,
    windows: windowsOf(request, rows),
    hash: hasher.digest(),
  };
}

/** All rows, or `take` of them chosen by the seed, in their order. */
function takenRows({ source, rows }: LoadRequest, tables: readonly PartTable[]): TableRow[] {
  const all = tables.flatMap(({ table, part }) => table.rows.map((row) => ({ table, row, part })));
  if (rows === 'all' || source.take === null || source.take >= all.length) return all;
  const chosen = randomStream(source.seed, 'take')
    .shuffle(Array.from(all.keys()))
    .slice(0, source.take);
  return chosen.sort((a, b) => a - b).map((row) => all[row]!);
}

function requireRows(rows: readonly TableRow[], tables: readonly PartTable[]): void {
  if (rows.length > 0) return;
  const names = tables.map(({ table }) => table.path).join(', ');
  throw sourceProblem(
    'split-empty',
    `${names} has a header and no rows, so there is nothing to split.`,
  );
}

/** Named columns that all tables have and no input is read from. */
function spareColumns(request: LoadRequest, tables: readonly PartTable[]): string[] {
  const table = tables[0]?.table;
  if (table?.header !== 'named') return [];
  const read = new Set(
    request.inputs.flatMap(
      (input) => locateColumns(input, columnFor(request.source, input), table, 'welcome') ?? [],
    ),
  );
  return table.columns.filter(
    (name, index) =>
      !read.has(index) && tables.every((other) => other.table.columns.includes(name)),
  );
}

/** Windows over a text overlap where they are near each other. */
function windowsOf(
  { source: { source } }: LoadRequest,
  rows: readonly TableRow[],
): Windows | undefined {
  if (source.kind !== 'windows') return undefined;
  return { places: rows.map(({ row }) => row.line), length: source.context + source.next };
}

function cellSources(
  request: LoadRequest,
  tables: readonly Table[],
  rows: readonly SampleRow[],
): CellSource[] {
  return request.inputs.flatMap((input) => {
    const need = request.needed.has(input.name) ? 'needed' : 'welcome';
    const found = tables.map((table) => {
      const columns = locateColumns(input, columnFor(request.source, input), table, need);
      return [table, columns] as const;
    });
    const columnsOf = new Map<Table, readonly number[]>();
    for (const [table, columns] of found) {
      if (columns === undefined) return [];
      columnsOf.set(table, columns);
    }
    return [cellSource(input, rows, columnsOf)];
  });
}

function readValues(
  request: LoadRequest,
  sources: readonly CellSource[],
  hasher: Hasher,
): Pick<Samples, 'columns' | 'texts' | 'classes'> {
  const columns = new Map<string, Column>();
  const texts = new Map<string, readonly (readonly string[] | undefined)[]>();
  const classes: Record<string, readonly string[]> = {};
  const files = cellFiles(request.host, hasher);
  const onSample = sampleCounter(request, sources);
  for (const source of sources) {
    const { name, type } = source.input;
    switch (type.kind) {
      case 'image':
        columns.set(name, readPictures(source, files, onSample));
        break;
      case 'audio':
        columns.set(name, readSounds(source, type.rate, files, onSample));
        break;
      case 'text':
      case 'word':
        texts.set(name, readTexts(source, files, onSample));
        break;
      case 'class': {
        const { column, names } = readClasses(source, request.classes?.[name]);
        columns.set(name, column);
        if (type.names === null) classes[name] = names;
        break;
      }
      case 'tensor':
        columns.set(name, readNumbers(source, files, onSample));
        break;
    }
  }
  return { columns, texts, classes };
}

/** Progress over the samples of those inputs that may open files. */
function sampleCounter({ onProgress }: LoadRequest, sources: readonly CellSource[]): () => void {
  const slow = sources.filter(({ input }) => input.type.kind !== 'class');
  const total = slow.reduce((sum, source) => sum + source.count, 0);
  let done = 0;
  return () => {
    done += 1;
    if (done % 64 === 0) onProgress?.(Math.min(done / total, 1));
  };
}

/** From the column `id`, where all tables have it; a row whose cell is empty keeps its number. */
function idsOf(rows: readonly TableRow[]): string[] | undefined {
  if (!rows.every(({ table }) => table.columns.includes('id'))) return undefined;
  return rows.map(
    ({ table, row }, index) =>
      textOfCell(row.cells[table.columns.indexOf('id')]) || String(index + 1),
  );
}

function textOfCell(cell: unknown): string {
  if (typeof cell === 'string') return cell.trim();
  return cell === null || cell === undefined ? '' : JSON.stringify(cell);
}
