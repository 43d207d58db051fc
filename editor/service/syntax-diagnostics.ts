import { syntaxDiagnostic } from '../../compiler/diagnostics/syntax.ts';
import type { Diagnostic } from '../../compiler/index.ts';
import type { Workspace } from './workspace.ts';

/** What the parser alone finds wrong with a file. */
export function syntaxDiagnostics(workspace: Workspace, path: string): Diagnostic[] {
  const problems = workspace.analysisOf(path)?.problems ?? [];
  return problems.map((problem) => ({ ...syntaxDiagnostic(problem, path), fixes: [] }));
}
