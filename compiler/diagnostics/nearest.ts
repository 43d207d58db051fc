import { distance } from 'fastest-levenshtein';

/** The candidate a reader most likely meant: at most a third of the word differs; undefined when none is that near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const sameLetters = candidates.find((one) => one.toLowerCase() === word.toLowerCase());
  if (sameLetters !== undefined && word !== '') return sameLetters;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate === '') continue;
    const near = related(word, candidate) || swapped(word, candidate);
    const score = near ? 1 : distance(word, candidate);
    if (score < least) [best, least] = [candidate, score];
  }
  return best;
}

/** `vioce` and `voice`: two neighbours changed places. */
function swapped(word: string, candidate: string): boolean {
  if (word.length !== candidate.length) return false;
  let at = 0;
  while (at < word.length && word[at] === candidate[at]) at++;
  return (
    word[at] === candidate[at + 1] &&
    word[at + 1] === candidate[at] &&
    word.slice(at + 2) === candidate.slice(at + 2)
  );
}

/** `layer` and `layers`, `strongly_entangled` and `strongly_entangling`: one begins the other, or nearly. */
function related(word: string, candidate: string): boolean {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  return (
    short.length >= 4 && long.startsWith(short.slice(0, -2)) && long.length - short.length <= 3
  );
}
