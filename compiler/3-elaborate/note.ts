import { locate, type Frame } from './frame.ts';

/** Keeps what was found out about a name, for hover and inlay hints; the library's own text needs none. */
export function note(
  frame: Frame,
  span: { readonly start: number; readonly end: number },
  text: string,
  doc = '',
): void {
  if (frame.file.startsWith('library:')) return;
  frame.elaboration.facts.all.push({
    at: locate(frame, span),
    text,
    ...(doc === '' ? {} : { doc }),
  });
}
