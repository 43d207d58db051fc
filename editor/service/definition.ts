import { besidePath, type Binding, type Location } from '../../compiler/index.ts';
import { bindingAt } from './occurrence-at.ts';
import type { Workspace } from './workspace.ts';

/** Where something is declared: its name, and the whole of the declaration where that is known. */
export interface Definition {
  /** What was asked about. */
  readonly from: { readonly start: number; readonly end: number };
  readonly at: Location;
}

/** Where the name at an offset is declared, in this file, another one or the library; of a path, the file it names. */
export function definitionAt(
  workspace: Workspace,
  path: string,
  offset: number,
): Definition | undefined {
  const analysis = workspace.analysisOf(path);
  if (!analysis) return undefined;
  const found = bindingAt(analysis, offset);
  if (found) return { from: found.span, at: placeOf(found.binding, path) };
  for (const use of analysis.tree.declarations) {
    if (use.kind !== 'use-import') continue;
    const { start, end } = use.pathSpan;
    if (offset < start || offset > end) continue;
    const file = besidePath(path, use.path);
    if (workspace.read(file) !== undefined)
      return { from: use.pathSpan, at: { file, start: 0, end: 0 } };
  }
  return undefined;
}

/** An alias, asked about where it is used, leads to what it is another name of. */
function placeOf({ kind, file, name, callee }: Binding, path: string): Location {
  if (kind === 'alias' && callee && file === path)
    return { file: callee.path, ...callee.declaration.name.span };
  return { file, ...name.span };
}
