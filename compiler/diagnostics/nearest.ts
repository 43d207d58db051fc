import { distance } from 'fastest-levenshtein';

/** The candidate a reader most likely meant: at most a third of the word differs; undefined when none is that near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate === '') continue;
    const score = related(word, candidate) ? 1 : distance(word, candidate);
    if (score < least) [best, least] = [candidate, score];
  }
  return best;
}

/** `layer` and `layers`, `strongly_entangled` and `strongly_entangling`: one begins the other, or nearly. */
function related(word: string, candidate: string): boolean {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  return (
    short.length >= 4 && long.startsWith(short.slice(0, -2)) && long.length - short.length <= 3
  );
}
