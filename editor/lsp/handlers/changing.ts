import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { toCodeActions } from '../diagnostics.ts';
import { toWorkspaceEdit } from '../places.ts';
import { subjectOf, type Session } from '../session.ts';

/** What changes texts: quick fixes, renaming, formatting. */
export function registerChanging(session: Session): void {
  const { connection, service, places } = session;
  connection.onCodeAction(({ textDocument, range }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    return service
      .fixesIn(subject.path, subject.span(range))
      .flatMap(({ diagnostic, fixes }) => toCodeActions(diagnostic, fixes, places));
  });
  connection.onPrepareRename(({ textDocument, position }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return null;
    const found = service.renameTargetAt(subject.path, subject.offset(position));
    if ('refused' in found) return refuse(found.refused);
    return { range: subject.range(found.span), placeholder: found.name };
  });
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return null;
    const edits = service.renameAt(subject.path, subject.offset(position), newName);
    return 'refused' in edits ? refuse(edits.refused) : toWorkspaceEdit(edits, places);
  });
  connection.onDocumentFormatting(async ({ textDocument }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    const edits = await service.formatEdits(subject.path);
    return edits.map(({ span, text }) => ({ range: subject.range(span), newText: text }));
  });
  connection.onDocumentRangeFormatting(async ({ textDocument, range }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    const edits = await service.formatRangeEdits(subject.path, subject.span(range));
    return edits.map(({ span, text }) => ({ range: subject.range(span), newText: text }));
  });
}

/** An editor shows the sentence. */
function refuse(sentence: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, sentence.replaceAll('`', ''));
}
