import type { RandomStream } from '../random.ts';

/** Opinion words in a sentence. */
export const OPINIONS = 4;

const KIND = [
  'lovely',
  'great',
  'brilliant',
  'charming',
  'wonderful',
  'perfect',
  'delightful',
  'superb',
];
const UNKIND = ['awful', 'dull', 'terrible', 'boring', 'horrible', 'poor', 'dreadful', 'weak'];
const OTHER = [
  'the',
  'a',
  'and',
  'with',
  'film',
  'story',
  'song',
  'music',
  'actor',
  'scene',
  'ending',
  'really',
  'it',
  'was',
  'this',
  'my',
  'dinner',
  'evening',
  'again',
  'quite',
  'train',
  'city',
  'book',
  'voice',
];

/** A sentence and how kind its words turned out, from -1 to 1. */
export interface Sentence {
  readonly text: string;
  readonly kindness: number;
}

/** @param wanted How kind, from -1 to 1: the chance of each opinion. */
export function sayWords(wanted: number, random: RandomStream): Sentence {
  const opinions = Array.from({ length: OPINIONS }, () => random.uniform() < (1 + wanted) / 2);
  const others = Array.from({ length: 3 + random.below(6) }, () => pick(OTHER, random));
  const words = [...opinions.map((kind) => pick(kind ? KIND : UNKIND, random)), ...others];
  const kind = opinions.filter((opinion) => opinion).length;
  return { text: random.shuffle(words).join(' '), kindness: (2 * kind) / OPINIONS - 1 };
}

function pick(words: readonly string[], random: RandomStream): string {
  return words[random.below(words.length)]!;
}
