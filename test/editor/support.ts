import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createService, type Service } from '../../editor/service/index.ts';

const STDLIB = join(import.meta.dirname, '..', '..', 'stdlib');
const LIBRARY = new Map(
  readdirSync(STDLIB).map((name) => [`library:${name}`, readFileSync(join(STDLIB, name), 'utf8')]),
);

/** A service over files in memory, the standard library beside them. */
export function serviceWith(files: Readonly<Record<string, string>>): Service {
  return createService({
    library: [...LIBRARY.keys()],
    read: (path) => LIBRARY.get(path) ?? files[path],
    files: () => Object.keys(files),
  });
}

/** A text without its marks `¦`, and where they stood. */
export function marked(text: string): {
  readonly text: string;
  readonly offsets: readonly number[];
} {
  const parts = text.split('¦');
  let length = 0;
  const offsets = parts.slice(0, -1).map((part) => (length += part.length));
  return { text: parts.join(''), offsets };
}

/** Opens a text with one mark as a document; gives where the mark stood. */
export function openAt(service: Service, path: string, text: string): number {
  const { text: plain, offsets } = marked(text);
  versions.set(service, (versions.get(service) ?? 0) + 1);
  service.set({ path, version: versions.get(service)!, text: plain });
  if (offsets.length !== 1) throw new Error('The text needs one mark.');
  return offsets[0]!;
}

const versions = new WeakMap<Service, number>();

/** A text with edits made, as an editor makes them. */
export function withEdits(
  text: string,
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((so, edit) => so.slice(0, edit.start) + edit.text + so.slice(edit.end), text);
}
