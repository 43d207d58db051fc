import type { Diagnostic, Location } from '../diagnostic.ts';
import { positionAt, type Position } from './position.ts';

/** A diagnostic as programs read it: lines and columns from 1, offsets from 0 in UTF-16 units. */
export interface DiagnosticJson extends PlaceJson {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly related: readonly (PlaceJson & { readonly message: string })[];
  readonly help?: string;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly (PlaceJson & { readonly text: string })[];
  }[];
}

interface PlaceJson {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** @param sources texts by file; places in other files stand at line 1, column 1 */
export function diagnosticToJson(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, string>,
): DiagnosticJson {
  const place = (at: Location): PlaceJson => placeToJson(at, sources.get(at.file) ?? '');
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    ...place(diagnostic.at),
    related: diagnostic.related.map(({ at, label }) => ({ message: label, ...place(at) })),
    ...(diagnostic.help === undefined ? {} : { help: diagnostic.help }),
    fixes: diagnostic.fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map(({ at, text }) => ({ ...place(at), text })),
    })),
  };
}

function placeToJson(at: Location, text: string): PlaceJson {
  return { file: at.file, start: positionAt(text, at.start), end: positionAt(text, at.end) };
}
