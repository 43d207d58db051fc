import type { Diagnostic, Fix, Span } from '../../compiler/index.ts';
import { nameOf } from './declarations.ts';
import { importEdit } from './import-edit.ts';
import type { Analysis, Workspace } from './workspace.ts';

/** A diagnostic and the edits that mend it, the likeliest first. */
export interface Mended {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly Fix[];
}

/** Fixes of the mistakes that a range touches: those of the compiler, which were tried, and imports from other files. */
export function fixesIn(workspace: Workspace, path: string, range: Span): Mended[] {
  const analysis = workspace.analysisOf(path);
  if (!analysis) return [];
  const touched = ({ at }: Diagnostic): boolean =>
    at.file === path && at.start <= range.end && range.start <= at.end;
  // Trying fixes takes many compilations, so nothing is tried where nothing is wrong.
  if (!analysis.compilation().diagnostics.some(touched)) return [];
  return analysis
    .mended()
    .filter(touched)
    .map((diagnostic) => ({
      diagnostic,
      fixes: [...diagnostic.fixes, ...imports(workspace, analysis, diagnostic)],
    }));
}

/** A name that nothing here declares, brought from a file of the user that does. */
function imports(workspace: Workspace, analysis: Analysis, { code, at }: Diagnostic): Fix[] {
  if (code !== 'unknown-name') return [];
  const name = analysis.text.slice(at.start, at.end);
  const declares = (file: string): boolean =>
    file !== analysis.path &&
    (workspace.treeOf(file)?.tree.declarations ?? []).some(
      (one) => 'name' in one && nameOf(one)?.text === name && importable.includes(one.kind),
    );
  return workspace
    .files()
    .filter((file) => file.endsWith('.qmm') && declares(file))
    .map((file) => {
      const edit = importEdit(analysis, file, name);
      return { title: `Import \`${name}\` from ${file.split('/').at(-1) ?? file}`, edits: [edit] };
    });
}

const importable: readonly string[] = ['function', 'circuit', 'let', 'model'];
