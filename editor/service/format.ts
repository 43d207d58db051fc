import type { Span } from '../../compiler/index.ts';
import { formatText } from '../../compiler/format/format-text.ts';
import { UnreadableText } from '../../compiler/format/unreadable-text.ts';
import type { Workspace } from './workspace.ts';

/** A stretch of a text and what replaces it. */
export interface FormatEdit {
  readonly span: Span;
  readonly text: string;
}

/** The edits that give a file its one form; none where it has syntax errors, which are told elsewhere. */
export async function formatEdits(workspace: Workspace, path: string): Promise<FormatEdit[]> {
  const text = workspace.read(path);
  if (text === undefined) return [];
  try {
    return lineEdits(text, await formatText(text));
  } catch (error) {
    if (error instanceof UnreadableText) return [];
    throw error;
  }
}

/** As `formatEdits`, of the lines that a range touches. */
export async function formatRangeEdits(
  workspace: Workspace,
  path: string,
  range: Span,
): Promise<FormatEdit[]> {
  const edits = await formatEdits(workspace, path);
  return edits.filter(({ span }) => span.start <= range.end && range.start <= span.end);
}

/** One edit for each stretch of lines that differs, so that cursors and folds elsewhere stay. */
export function lineEdits(before: string, after: string): FormatEdit[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const edits: FormatEdit[] = [];
  let offset = 0;
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && old[i] === fresh[j]) {
      offset += old[i]!.length;
      i++;
      j++;
      continue;
    }
    const [skipOld, skipNew] = nextCommon(old, fresh, i, j);
    const removed = old.slice(i, i + skipOld).join('');
    const text = fresh.slice(j, j + skipNew).join('');
    edits.push({ span: { start: offset, end: offset + removed.length }, text });
    offset += removed.length;
    i += skipOld;
    j += skipNew;
  }
  return edits;
}

/** How many lines of each side to pass until a line is the same in both; the fewest in all. */
function nextCommon(
  old: readonly string[],
  fresh: readonly string[],
  i: number,
  j: number,
): readonly [number, number] {
  const most = old.length - i + fresh.length - j;
  for (let total = 1; total < most; total++) {
    for (let skipOld = 0; skipOld <= total; skipOld++) {
      const [a, b] = [i + skipOld, j + total - skipOld];
      const isBlank = (old[a] ?? '').trim() === '';
      if (a < old.length && b < fresh.length && !isBlank && old[a] === fresh[b])
        return [skipOld, total - skipOld];
    }
  }
  return [old.length - i, fresh.length - j];
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
