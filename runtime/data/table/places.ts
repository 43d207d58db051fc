import type { Table } from './table.ts';

type PlaceOf = Table['placeOf'];

/** Places in a text of one row a line: `table.csv, line 3, column `x``; of several cells, the empty one. */
export function linePlaces(path: string, folder: string, columns: readonly string[]): PlaceOf {
  return ({ line, cells }, places) => {
    const empty = places.find((place) => cells[place] === null);
    const shown = places.length > 1 && empty !== undefined ? [empty] : places;
    const names = [...new Set([shown[0], shown.at(-1)])].flatMap((place) =>
      place === undefined ? [] : [columns[place]!],
    );
    const column = names.length === 0 ? '' : `, column \`${names.join(' to ')}\``;
    return { words: `${path}, line ${line}${column}`, file: path, line, folder };
  };
}

/**
 * Places in a file of arrays or columns: `features.npz, array `x`, row 3`, counted from 0 as NumPy does.
 *
 * @param names Of the arrays; empty where the file is a single one.
 */
export function arrayPlaces(
  path: string,
  folder: string,
  noun: Table['noun'],
  names: readonly string[],
): PlaceOf {
  return ({ line }, places) => {
    const shown = places.flatMap((place) => names[place] ?? []);
    const array = shown.length === 0 ? '' : `, ${noun} \`${shown.join('`, `')}\``;
    return { words: `${path}${array}, row ${line}`, file: path, line: undefined, folder };
  };
}
