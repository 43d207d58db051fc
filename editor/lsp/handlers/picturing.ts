import { RequestType, type Position } from 'vscode-languageserver/node';
import type { Location as LspLocation } from 'vscode-languageserver/node';
import { widthIn, type DrawOptions } from '../../../runtime/draw/index.ts';
import { subjectOf, toLocation, type Session } from '../session.ts';

interface CircuitParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
  /** Pixels that there are for it. */
  readonly width?: number;
  /** Every gate, instead of circuits by their names and of equal layers the first. */
  readonly allGates?: boolean;
}

interface CircuitAnswer {
  /** Of the model. */
  readonly name: string;
  readonly svg: string;
  /** Elements of the SVG by their `data-part`, and the places they stand for, from inside out. */
  readonly parts: readonly { readonly id: string; readonly places: readonly LspLocation[] }[];
}

/** A picture of the circuits around a position; null while the text is broken. */
const circuitRequest = new RequestType<CircuitParams, CircuitAnswer | null, void>('qmm/circuit');

/** Requests beyond the protocol, for panels beside the text. */
export function registerPicturing(session: Session): void {
  const { connection, service } = session;
  connection.onRequest(circuitRequest, ({ textDocument, position, width, allGates }) => {
    const subject = subjectOf(session, textDocument);
    const options: DrawOptions = {
      ...(width === undefined ? {} : { width: widthIn(width) }),
      level: allGates === true ? 'lowered' : 'source',
    };
    const found = subject && service.circuitAt(subject.path, subject.offset(position), options);
    if (!found) return null;
    const parts = found.parts.map(({ id, places }) => ({
      id,
      places: places.map((at) => toLocation(session, at)),
    }));
    return { name: found.name, svg: found.svg, parts };
  });
}
