import type { Diagnostic, Location } from '../../compiler/index.ts';

/** A text and what was found wrong with it. */
export interface Checked {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What was wrong with a text, at its places in the text that came of it; what stood where it changed is left out. */
export function movedDiagnostics(
  { text: before, diagnostics }: Checked,
  file: string,
  after: string,
): Diagnostic[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const changed = { start: head, end: before.length - tail };
  const by = after.length - before.length;
  const move = (at: Location): Location | undefined => {
    if (at.file !== file || at.end < changed.start) return at;
    const isTouched = at.start === changed.end && /\w/.test(after.charAt(at.start + by - 1));
    if (at.start < changed.end || isTouched) return undefined;
    return { file, start: at.start + by, end: at.end + by };
  };
  return diagnostics.flatMap((one): Diagnostic[] => {
    const at = move(one.at);
    const related = one.related.flatMap(({ at: place, label }) => {
      const moved = move(place);
      return moved ? [{ at: moved, label }] : [];
    });
    return at ? [{ ...one, at, related }] : [];
  });
}
