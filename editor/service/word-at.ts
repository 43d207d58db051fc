import type { SourceFile, Span } from '../../compiler/index.ts';

/** A name or keyword at an offset. */
export interface WordAt {
  readonly text: string;
  readonly span: Span;
  /** Followed by `:`, so the name of an argument, a setting or a declaration, and no keyword. */
  readonly isKey: boolean;
  /** What stands before it tells gates from values. */
  readonly position: 'type' | 'circuit' | 'operation' | 'value';
}

/** The word that an offset touches; undefined in comments and strings. */
export function wordAt(text: string, tree: SourceFile, offset: number): WordAt | undefined {
  if (tree.comments.some(({ span }) => span.start <= offset && offset < span.end)) return undefined;
  let start = offset;
  let end = offset;
  while (isWordCharacter(text, start - 1)) start--;
  while (isWordCharacter(text, end)) end++;
  const word = text.slice(start, end);
  if (!/^[A-Za-z_]\w*$/.test(word) || isInString(text, start)) return undefined;
  return {
    text: word,
    span: { start, end },
    isKey: /^\s*:/.test(text.slice(end, end + 40)),
    position: positionOf(text, start, end),
  };
}

function positionOf(text: string, start: number, end: number): WordAt['position'] {
  const before = text.slice(Math.max(0, start - 80), start);
  if (/:\s*$/.test(before)) return 'type';
  if (/\bwith\s+$/.test(before)) return 'circuit';
  const startsLine = /(?:^|\n)[ \t]*$/.test(before);
  // `rz(x[0]) q`, `cx a, b`: a name that begins a line and is followed by arguments or operands is an operation.
  return startsLine && /^[ \t]*(?:\(|[A-Za-z_[])/.test(text.slice(end, end + 40))
    ? 'operation'
    : 'value';
}

/** Strings end on their line, so the quotes before a place on its line tell. */
function isInString(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return (line.replace(/\\./g, '').match(/"/g) ?? []).length % 2 === 1;
}

function isWordCharacter(text: string, at: number): boolean {
  return at >= 0 && /\w/.test(text.charAt(at));
}
