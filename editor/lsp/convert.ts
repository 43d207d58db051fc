import {
  CodeActionKind,
  DiagnosticSeverity,
  MarkupKind,
  type CodeAction,
  type Diagnostic as LspDiagnostic,
  type Hover as LspHover,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, Location } from '../../compiler/index.ts';
import type { Hover } from '../service/index.ts';

/** How places of the language become places of the protocol. */
export interface Places {
  /** The text a location counts in; undefined where the file is gone. */
  readonly documentOf: (path: string) => TextDocument | undefined;
  readonly uriOf: (path: string) => string;
  readonly explanation: (code: string) => string | undefined;
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

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
    relatedInformation: related.map((one) => ({
      location: { uri: places.uriOf(one.at.file), range: toRange(one.at, places) },
      message: one.label,
    })),
  };
}

/** The fixes of one diagnostic as quick fixes; the first is the one an editor may apply by itself. */
export function toCodeActions(diagnostic: Diagnostic, places: Places): CodeAction[] {
  return diagnostic.fixes.map(({ title, edits }, index) => {
    const changes: Record<string, TextEdit[]> = {};
    for (const { at, text } of edits) {
      const edit = { range: toRange(at, places), newText: text };
      (changes[places.uriOf(at.file)] ??= []).push(edit);
    }
    return {
      title: title.replaceAll('`', ''),
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(diagnostic, places)],
      isPreferred: index === 0,
      edit: { changes },
    };
  });
}

export function toHover({ span, code, text }: Hover, document: TextDocument): LspHover {
  const block = code.length > 0 ? `\`\`\`qmm\n${code.join('\n')}\n\`\`\`` : '';
  const value = [block, text].filter((part) => part !== '').join('\n\n');
  const range = { start: document.positionAt(span.start), end: document.positionAt(span.end) };
  return { contents: { kind: MarkupKind.Markdown, value }, range };
}

function toRange({ file, start, end }: Location, places: Places): Range {
  const document = places.documentOf(file);
  return document ? { start: document.positionAt(start), end: document.positionAt(end) } : NOWHERE;
}
