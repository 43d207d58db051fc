import {
  FoldingRangeKind,
  InlayHintKind,
  SemanticTokensBuilder,
  type FoldingRange,
  type SelectionRange,
} from 'vscode-languageserver/node';
import { tokenModifiers, tokenTypes, type Fold } from '../../service/index.ts';
import { subjectOf, type Session } from '../session.ts';

/** What is shown in and beside the text: hints, lenses, colours, folds, growing selections. */
export function registerShowing(session: Session): void {
  const { connection, service } = session;
  connection.languages.inlayHint.on(({ textDocument, range }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    return service.hintsIn(subject.path, subject.span(range)).map((hint) => {
      const { offset, label, kind, explanation, isText } = hint;
      const position = subject.document.positionAt(offset);
      return {
        position,
        label,
        ...(kind === 'figure' ? { paddingLeft: true } : { kind: InlayHintKind.Type }),
        ...(explanation === '' ? {} : { tooltip: explanation }),
        ...(isText
          ? { textEdits: [{ range: { start: position, end: position }, newText: label }] }
          : {}),
      };
    });
  });
  connection.onCodeLens(({ textDocument }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    return service.lensesOf(subject.path).map(({ span, title, command, names }) => ({
      range: subject.range(span),
      // A lens without a command is shown as words.
      command:
        command === undefined
          ? { title, command: '' }
          : { title, command, arguments: [textDocument.uri, ...names] },
    }));
  });
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const subject = subjectOf(session, textDocument);
    const builder = new SemanticTokensBuilder();
    if (!subject) return builder.build();
    for (const { span, type, modifiers } of service.semanticTokensOf(subject.path)) {
      const { line, character } = subject.document.positionAt(span.start);
      const bits = modifiers.reduce((sum, one) => sum | (1 << tokenModifiers.indexOf(one)), 0);
      builder.push(line, character, span.end - span.start, tokenTypes.indexOf(type), bits);
    }
    return builder.build();
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    return service.foldsOf(subject.path).map((fold): FoldingRange => {
      const { start, end } = subject.range(fold);
      // The last line stays in sight where it is the bracket that closes the fold.
      const last = fold.kind === 'code' ? Math.max(start.line, end.line - 1) : end.line;
      const kind = foldKinds[fold.kind];
      return { startLine: start.line, endLine: last, ...(kind === undefined ? {} : { kind }) };
    });
  });
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return null;
    return positions.map((position) => {
      const spans = service.selectionsAt(subject.path, subject.offset(position));
      return (
        spans.reduceRight<SelectionRange | undefined>(
          (parent, span) => ({ range: subject.range(span), ...(parent ? { parent } : {}) }),
          undefined,
        ) ?? { range: { start: position, end: position } }
      );
    });
  });
}

const foldKinds: Readonly<Record<Fold['kind'], FoldingRangeKind | undefined>> = {
  code: undefined,
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
};
