import { describeContent } from '../content.ts';
import { quoted } from '../problems.ts';
import { isArrayCell } from '../table/table.ts';
import type { Cell } from '../table/table.ts';
import { tokenise } from '../text/tokenise.ts';
import { emptyCell, mayBeAbsent } from './cells.ts';
import type { CellSource } from './cells.ts';
import { pathOf } from './files.ts';
import type { CellFiles } from './files.ts';

/**
 * The words of each sample, from the text in its cells or from a `.txt` file that its cell names; undefined where
 * there is none.
 *
 * @throws UserProblem `file-not-found`, or `value-unreadable` for a file that is no UTF-8 text.
 */
export function readTexts(
  source: CellSource,
  files: CellFiles,
  onSample: () => void,
): (readonly string[] | undefined)[] {
  return Array.from({ length: source.count }, (_, sample) => {
    onSample();
    if (!source.isEmpty(sample)) return tokenise(textOf(source, sample, files));
    if (!mayBeAbsent(source.input)) throw emptyCell(source, sample);
    return undefined;
  });
}

function textOf(source: CellSource, sample: number, files: CellFiles): string {
  const path = pathOf(source, sample);
  if (path === undefined || !/^\S+\.txt$/i.test(path)) {
    return source.cells(sample).flatMap(wordsOf).join(' ');
  }
  const bytes = files.open(source, sample, path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const is =
      describeContent(bytes) === 'a text file'
        ? 'is not in UTF-8'
        : `is ${describeContent(bytes)}, not a text`;
    throw source.problem(sample, 'value-unreadable', `${quoted(path)} ${is}.`);
  }
}

/** A list in a cell is read as its entries, apart by blanks. */
function wordsOf(cell: Cell): string[] {
  if (cell === null) return [];
  if (typeof cell !== 'object') return [String(cell)];
  return isArrayCell(cell) ? Array.from(cell.values, String) : cell.flatMap(wordsOf);
}
