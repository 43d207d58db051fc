import type { Span } from '../../compiler/index.ts';
import type { SourceFile } from '../../grammar/index.ts';
import { childrenOf } from './tree-walk.ts';

/** Lines that an editor can close up. */
export interface Fold extends Span {
  readonly kind: 'code' | 'comment' | 'imports';
}

/** Bodies in braces, brackets over several lines, runs of comments, and the `use` lines at the top. */
export function foldsOf(text: string, tree: SourceFile): Fold[] {
  return [...nodeFolds(text, tree), ...commentFolds(text, tree), ...importFolds(tree)];
}

function nodeFolds(text: string, tree: SourceFile): Fold[] {
  const folds: Fold[] = [];
  const visit = (node: object): void => {
    for (const child of childrenOf(node)) {
      if (text.slice(child.span.start, child.span.end).includes('\n'))
        folds.push({ kind: 'code', ...child.span });
      visit(child);
    }
  };
  visit(tree);
  return outermostByLine(text, folds);
}

/** Of folds that begin on one line the largest: an editor shows one handle a line. */
function outermostByLine(text: string, folds: readonly Fold[]): Fold[] {
  const byLine = new Map<number, Fold>();
  for (const fold of folds) {
    const line = text.lastIndexOf('\n', fold.start - 1);
    const known = byLine.get(line);
    if (!known || known.end < fold.end) byLine.set(line, fold);
  }
  return [...byLine.values()];
}

function commentFolds(text: string, { comments }: SourceFile): Fold[] {
  const folds: Fold[] = [];
  let run: Span | undefined;
  for (const { span } of comments) {
    const follows = run && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(run.end, span.start));
    if (run && !follows) folds.push({ kind: 'comment', ...run });
    run = { start: run && follows ? run.start : span.start, end: span.end };
  }
  if (run) folds.push({ kind: 'comment', ...run });
  return folds.filter(({ start, end }) => text.slice(start, end).includes('\n'));
}

function importFolds({ declarations }: SourceFile): Fold[] {
  const uses = declarations.filter(({ kind }) => kind.startsWith('use-'));
  const [first, last] = [uses[0], uses.at(-1)];
  if (!first || !last || first === last) return [];
  return [{ kind: 'imports', start: first.span.start, end: last.span.end }];
}
