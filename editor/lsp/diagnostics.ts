import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction,
  type Diagnostic as LspDiagnostic,
} from 'vscode-languageserver/node';
import type { Diagnostic, Fix } from '../../compiler/index.ts';
import { toRange, toWorkspaceEdit, type Places } from './places.ts';

/** What an editor greys out because it does nothing. */
const unnecessary: readonly string[] = ['unused-name', 'idle-qubit', 'dead-parameter'];

export function toDiagnostic(diagnostic: Diagnostic, places: Places): LspDiagnostic {
  const { code, severity, message, help, at, related } = diagnostic;
  const href = places.explanation(code);
  return {
    source: 'qmm',
    code,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    range: toRange(at, places),
    message: help === undefined ? message : `${message}\n${help}`,
    ...(unnecessary.includes(code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: related.map((one) => ({
      location: { uri: places.uriOf(one.at.file), range: toRange(one.at, places) },
      message: one.label,
    })),
  };
}

/** The fixes of one diagnostic as quick fixes; the first is the one an editor may apply by itself. */
export function toCodeActions(
  diagnostic: Diagnostic,
  fixes: readonly Fix[],
  places: Places,
): CodeAction[] {
  return fixes.map(({ title, edits }, index) => ({
    title: title.replaceAll('`', ''),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(diagnostic, places)],
    isPreferred: index === 0,
    edit: toWorkspaceEdit(edits, places),
  }));
}
