import { DocumentHighlightKind, SymbolKind, type DocumentSymbol } from 'vscode-languageserver/node';
import type { DocumentSymbol as Outline } from '../../service/index.ts';
import { markdown } from '../markup.ts';
import { subjectOf, toLocation, type Session, type Subject } from '../session.ts';

/** What helps to find one's way: hover, definitions, references, outlines, links. */
export function registerLooking(session: Session): void {
  const { connection, service, places } = session;
  connection.onHover(({ textDocument, position }) => {
    const subject = subjectOf(session, textDocument);
    const hover = subject && service.hoverAt(subject.path, subject.offset(position));
    if (!hover) return null;
    const contents = markdown(hover.code, hover.text, hover.figures, hover.drawing);
    return { contents, range: subject.range(hover.span) };
  });
  connection.onDefinition(({ textDocument, position }) => {
    const subject = subjectOf(session, textDocument);
    const found = subject && service.definitionAt(subject.path, subject.offset(position));
    return found ? toLocation(session, found.at) : null;
  });
  connection.onReferences(({ textDocument, position, context }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    return service
      .referencesAt(subject.path, subject.offset(position))
      .filter(({ isDeclaration }) => context.includeDeclaration || !isDeclaration)
      .map(({ at }) => toLocation(session, at));
  });
  connection.onDocumentHighlight(({ textDocument, position }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    return service
      .highlightsAt(subject.path, subject.offset(position))
      .map(({ at, isDeclaration }) => ({
        range: subject.range(at),
        kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const subject = subjectOf(session, textDocument);
    return subject ? service.symbolsOf(subject.path).map((one) => toSymbol(one, subject)) : [];
  });
  connection.onWorkspaceSymbol(({ query }) =>
    service.symbolsNamed(query).map(({ name, kind, at }) => ({
      name,
      kind: symbolKinds[kind],
      location: toLocation(session, at),
    })),
  );
  connection.onDocumentLinks(({ textDocument }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    return service
      .linksOf(subject.path)
      .map(({ span, path }) => ({ range: subject.range(span), target: places.uriOf(path) }));
  });
}

function toSymbol(
  { name, kind, detail, span, nameSpan, children }: Outline,
  subject: Subject,
): DocumentSymbol {
  return {
    name,
    detail,
    kind: symbolKinds[kind],
    range: subject.range(span),
    selectionRange: subject.range(nameSpan),
    children: children.map((one) => toSymbol(one, subject)),
  };
}

const symbolKinds: Readonly<Record<Outline['kind'], SymbolKind>> = {
  model: SymbolKind.Class,
  function: SymbolKind.Function,
  circuit: SymbolKind.Method,
  let: SymbolKind.Variable,
  data: SymbolKind.Module,
  target: SymbolKind.Module,
  train: SymbolKind.Event,
  compare: SymbolKind.Event,
  modality: SymbolKind.Field,
  label: SymbolKind.Field,
  readout: SymbolKind.Property,
  objective: SymbolKind.Property,
  metric: SymbolKind.Property,
  param: SymbolKind.Variable,
  fit: SymbolKind.Variable,
  require: SymbolKind.Boolean,
  register: SymbolKind.Array,
  encode: SymbolKind.Operator,
  fuse: SymbolKind.Operator,
  evolve: SymbolKind.Operator,
  for: SymbolKind.Operator,
  repeat: SymbolKind.Operator,
  if: SymbolKind.Operator,
  control: SymbolKind.Operator,
  inverse: SymbolKind.Operator,
  operation: SymbolKind.Operator,
  parameter: SymbolKind.Variable,
};
