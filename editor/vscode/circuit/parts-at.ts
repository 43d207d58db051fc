import type { Position, Range } from 'vscode-languageclient/node';
import type { CircuitPart } from './request.ts';

/** The parts of the narrowest place that a position is in: those of a gate, or all of a sentence. */
export function partsAt(
  parts: readonly CircuitPart[],
  uri: string,
  position: Position,
): readonly CircuitPart[] {
  const rangesOf = ({ places }: CircuitPart): Range[] =>
    places.filter((place) => place.uri === uri).map(({ range }) => range);
  const narrowest = parts
    .flatMap(rangesOf)
    .filter((range) => contains(range, position))
    .reduce<Range | undefined>(
      (found, range) => (found === undefined || isWithin(range, found) ? range : found),
      undefined,
    );
  if (!narrowest) return [];
  return parts.filter((part) => rangesOf(part).some((range) => isWithin(range, narrowest)));
}

function contains({ start, end }: Range, position: Position): boolean {
  return compare(start, position) <= 0 && compare(position, end) <= 0;
}

function isWithin(inner: Range, outer: Range): boolean {
  return contains(outer, inner.start) && contains(outer, inner.end);
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
