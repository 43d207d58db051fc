import type { Fix } from './diagnostic.ts';

/** The text of a file with the edits that a fix makes in it. */
export function edited(text: string, file: string, { edits }: Fix): string {
  return edits
    .filter(({ at }) => at.file === file)
    .toSorted((a, b) => b.at.start - a.at.start || b.at.end - a.at.end)
    .reduce((done, { at, text: put }) => done.slice(0, at.start) + put + done.slice(at.end), text);
}
