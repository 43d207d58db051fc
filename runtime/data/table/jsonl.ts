import { UserProblem } from '../../program/index.ts';
import { quoted } from '../problems.ts';
import { linePlaces } from './places.ts';
import type { Cell, Table } from './table.ts';

/**
 * A table of one JSON object a line. Its columns are all keys in the order of their first appearance; a key that a
 * row lacks, or null, is an empty cell.
 *
 * @throws UserProblem `value-unreadable` with the line that is no JSON object.
 */
export function parseJsonl(text: string, path: string, folder: string): Table {
  const objects = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, index) => ({ text: line.trim(), line: index + 1 }))
    .filter((line) => line.text !== '')
    .map(({ text: json, line }) => ({ object: parseObject(json, path, line), line }));
  const columns = [...new Set(objects.flatMap(({ object }) => [...object.keys()]))];
  const rows = objects.map(({ object, line }) => ({
    cells: columns.map((column) => object.get(column) ?? null),
    line,
  }));
  const placeOf = linePlaces(path, folder, columns);
  return { path, noun: 'column', columns, header: 'named', rows, placeOf };
}

function parseObject(json: string, path: string, line: number): Map<string, Cell> {
  const value = parseJson(json, path, line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unreadable(path, line, `${quoted(json)} is not an object like {"name": value}.`);
  }
  return new Map(
    Object.entries(value).map(([key, cell]) => {
      if (isCell(cell)) return [key, cell === '' ? null : cell];
      throw unreadable(
        path,
        line,
        `\`${key}\` is an object; a number, text or a list can be read.`,
      );
    }),
  );
}

function parseJson(json: string, path: string, line: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw unreadable(path, line, `${quoted(json)} is not JSON.`);
  }
}

function isCell(value: unknown): value is Cell {
  if (Array.isArray(value)) return value.every(isCell);
  return value === null || typeof value !== 'object';
}

function unreadable(path: string, line: number, message: string): UserProblem {
  return new UserProblem({
    code: 'value-unreadable',
    message: `${path}, line ${line}: ${message}`,
    help: 'Each line of a .jsonl file is one sample, a JSON object.',
    file: path,
    line,
  });
}
