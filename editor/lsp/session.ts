import type { Connection, Position, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Span } from '../../compiler/index.ts';
import type { Service } from '../service/index.ts';
import type { FileHost } from './host.ts';
import { toRange, type Places } from './places.ts';

/** What every request handler works with. */
export interface Session {
  readonly connection: Connection;
  readonly service: Service;
  readonly host: FileHost;
  readonly places: Places;
  /** An open document. */
  readonly document: (uri: string) => TextDocument | undefined;
}

/** An open document that a request is about, and its path. */
export interface Subject {
  readonly document: TextDocument;
  readonly path: string;
  readonly offset: (position: Position) => number;
  readonly span: (range: Range) => Span;
  readonly range: (span: Span) => Range;
}

export function subjectOf(
  { document, host }: Session,
  { uri }: { readonly uri: string },
): Subject | undefined {
  const found = document(uri);
  if (!found) return undefined;
  return {
    document: found,
    path: host.pathOf(uri),
    offset: (position) => found.offsetAt(position),
    span: ({ start, end }) => ({ start: found.offsetAt(start), end: found.offsetAt(end) }),
    range: ({ start, end }) => ({ start: found.positionAt(start), end: found.positionAt(end) }),
  };
}

/** A place of any file, as the protocol has it. */
export function toLocation({ places }: Session, at: Location): { uri: string; range: Range } {
  return { uri: places.uriOf(at.file), range: toRange(at, places) };
}
