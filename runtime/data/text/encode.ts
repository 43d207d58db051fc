import type { Column } from '../dataset.ts';
import type { Input } from '../../program/index.ts';

/**
 * Texts as word indices, -1 where there is no word: beyond the end of a short text, and, with `unknown: skip`, for
 * words outside the vocabulary; with `unknown: shared` those have the last index. Long texts are cut.
 *
 * @param texts Words of each sample; undefined where a sample has no text.
 */
export function encodeTexts(
  input: Input,
  texts: readonly (readonly string[] | undefined)[],
  vocabulary: readonly string[],
): Column {
  if (input.type.kind !== 'text') throw new Error(`${input.name} is no text`);
  const { words, unknown, vocabulary: size } = input.type;
  const other = unknown === 'shared' ? size - 1 : -1;
  const indices = new Map(vocabulary.map((word, index) => [word, index]));
  const values = new Float32Array(texts.length * words).fill(-1);
  for (const [sample, text] of texts.entries()) {
    for (const [place, word] of (text ?? []).slice(0, words).entries()) {
      values[sample * words + place] = indices.get(word) ?? other;
    }
  }
  return { shape: input.shape, values, present: presenceOf(texts) };
}

/** One word a sample as its index in a text modality's vocabulary; a word outside of it counts as absent. */
export function encodeWords(
  input: Input,
  words: readonly (readonly string[] | undefined)[],
  vocabulary: readonly string[],
  unknown: 'skip' | 'shared',
): Column {
  const indices = new Map(vocabulary.map((word, index) => [word, index]));
  const count = input.type.kind === 'word' ? input.type.count : vocabulary.length;
  const found = words.map((entry) => {
    if (entry?.[0] === undefined) return undefined;
    return indices.get(entry[0]) ?? (unknown === 'shared' ? count - 1 : undefined);
  });
  return {
    shape: input.shape,
    values: Float64Array.from(found, (index) => index ?? 0),
    present: presenceOf(found),
  };
}

/** Words that a text modality's vocabulary holds: with `shared`, the last entry stands for all others. */
export function vocabularySize(input: Input): number {
  if (input.type.kind !== 'text') return 0;
  return input.type.unknown === 'shared' ? input.type.vocabulary - 1 : input.type.vocabulary;
}

function presenceOf(values: readonly unknown[]): Uint8Array | null {
  if (!values.includes(undefined)) return null;
  return Uint8Array.from(values, (value) => Number(value !== undefined));
}
