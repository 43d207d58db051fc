import { closest, distance } from 'fastest-levenshtein';

/** The known name that a mistyped one most likely means, or undefined where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const guess = closest(
    name.toLowerCase(),
    known.map((other) => other.toLowerCase()),
  );
  const match = known.find((other) => other.toLowerCase() === guess);
  if (match === undefined) return undefined;
  const allowed = Math.max(1, Math.floor(Math.max(name.length, match.length) / 3));
  return distance(name.toLowerCase(), guess) <= allowed ? match : undefined;
}
