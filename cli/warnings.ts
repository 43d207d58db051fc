import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render/terminal.ts';
import type { Session } from './session.ts';

/** Tells warnings before work that takes a while, rather than after it. */
export function tellWarnings(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  session: Session,
): void {
  const text = renderDiagnostics(diagnostics, sources, session.err);
  if (text !== '') session.err.write(`${text}\n`);
}
