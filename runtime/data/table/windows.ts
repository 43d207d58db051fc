import { counted, sourceProblem } from '../problems.ts';
import { tokenise } from '../text/tokenise.ts';
import type { Table } from './table.ts';

/** The columns of a table of windows: words, and a word that follows them. */
export const WINDOW_COLUMNS = { words: 'context', following: 'next' } as const;

/**
 * A row for each place of a text: `context` words and the one that stands `next` words after the last of them.
 *
 * @param first Place of the text's first word, so that those of several texts differ; rows have their place as `line`.
 * @throws UserProblem `value-unreadable` for a text shorter than a window.
 */
export function windowTable(
  text: string,
  path: string,
  folder: string,
  {
    context,
    next,
    first,
  }: { readonly context: number; readonly next: number; readonly first: number },
): Table {
  const words = tokenise(text);
  const length = context + next;
  if (words.length < length) {
    throw sourceProblem(
      'value-unreadable',
      `${path} has ${counted(words.length, 'word')}, and a window takes ${length}: ${context} and the one ${next} after.`,
      { file: path, help: 'Use a longer text, or fewer words of `context`.' },
    );
  }
  const rows = Array.from({ length: words.length - length + 1 }, (_, place) => ({
    cells: [words.slice(place, place + context).join(' '), words[place + length - 1]!],
    line: first + place,
  }));
  return {
    path,
    noun: 'column',
    columns: [WINDOW_COLUMNS.words, WINDOW_COLUMNS.following],
    header: 'named',
    rows,
    placeOf: ({ line }) => ({
      words: `${path}, word ${line - first + 1}`,
      file: path,
      line: undefined,
      folder,
    }),
  };
}
