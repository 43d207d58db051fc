import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Source, Split } from '../../runtime/program/index.ts';
import { asLabel, fractions, load, text, toldBy, valuesOf, word } from './samples.ts';

const source = (context: number, next = 1): Source => ({
  kind: 'windows',
  paths: { kind: 'one', path: 'corpus.txt' },
  context,
  next,
});
const files = { 'corpus.txt': 'The cat sat. The dog sat on the cat!' };
const inputs = [text('before', 2, 10), asLabel(word('after', 'before', 10))];

describe('windows over a text', () => {
  test('are some words and the one that follows them, at every place', () => {
    const dataset = load(inputs, { files, source: source(2) });
    const vocabulary = dataset.vocabularies[0]!['before']!;
    expect(vocabulary[0]).toBe('sat');
    const words = valuesOf(dataset, 'before').map((index) => vocabulary[index]);
    const after = valuesOf(dataset, 'after').map((index) => vocabulary[index]);
    expect(dataset.count).toBe(7);
    expect(words.slice(0, 4)).toEqual(['the', 'cat', 'cat', 'sat']);
    expect(after).toEqual(['sat', 'the', 'dog', 'sat', 'on', 'the', 'cat']);
    const further = load(inputs, { files, source: source(2, 3) });
    const last = further.vocabularies[0]!['before']!;
    expect(further.count).toBe(5);
    const { values, present } = further.columns.get('after')!;
    const shown = Array.from(values, (index, row) => (present![row] === 1 ? last[index] : null));
    // `on` stands in no context, so it has no number.
    expect(shown).toEqual(['dog', 'sat', null, 'the', 'cat']);
  });

  test('are split into runs of the text, train first', () => {
    const corpus = Array.from({ length: 12 }, (_, place) => `w${place}`).join(' ');
    const loading = { files: { 'corpus.txt': corpus }, source: source(2) };
    const [fold] = load(inputs, { ...loading, split: fractions(0.5, 0, 0.5) }).folds;
    // Ten windows of three words; the sixth and seventh share a word with the fifth, the last of training.
    expect(fold).toMatchObject({
      train: Uint32Array.of(0, 1, 2, 3, 4),
      test: Uint32Array.of(7, 8, 9),
    });
  });

  test('never share a word between one split and another', () => {
    const splits: readonly Split[] = [
      fractions(0.7, 0, 0.3),
      fractions(0.5, 0.2, 0.3),
      { kind: 'folds', count: 3, group: null },
    ];
    const cases = fc.record({
      words: fc.integer({ min: 70, max: 120 }),
      context: fc.integer({ min: 1, max: 4 }),
      next: fc.integer({ min: 1, max: 3 }),
      split: fc.constantFrom(...splits),
      take: fc.integer({ min: 60, max: 130 }),
    });
    fc.assert(
      fc.property(cases, ({ words, context, next, split, take }) => {
        // The word at each place is another, and its number is its place.
        const corpus = Array.from({ length: words }, (_, place) => `w${place}`);
        const dataset = load([text('before', 4, words)], {
          files: { 'corpus.txt': corpus.join(' ') },
          source: source(context, next),
          vocabularies: { before: corpus },
          split,
          take,
        });
        const first = (row: number): number => valuesOf(dataset, 'before')[row * 4]!;
        const seen = (rows: Uint32Array): Set<number> =>
          new Set(
            [...rows].flatMap((row) =>
              Array.from({ length: context + next }, (_, offset) => first(row) + offset),
            ),
          );
        for (const { train, validate, test: held } of dataset.folds) {
          const [a, b, c] = [seen(train), seen(validate), seen(held)] as const;
          const shared = [...a, ...b].filter(
            (place) => c.has(place) || (a.has(place) && b.has(place)),
          );
          expect(shared).toEqual([]);
        }
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  test('that do not fit the text or the model are refused', () => {
    expect(
      toldBy(() => load(inputs, { files: { 'corpus.txt': 'one two' }, source: source(2) })),
    ).toBe(
      'value-unreadable: corpus.txt has 2 words, and a window takes 3: 2 and the one 1 after. / ' +
        'Use a longer text, or fewer words of `context`.',
    );
    expect(toldBy(() => load(inputs, { files, source: source(4) }))).toBe(
      'value-unreadable: `windows` gives 4 words of context, and `before` takes 2. / ' +
        'Write `context: 2`, or `text(words: 4, ...)`.',
    );
    expect(toldBy(() => load(inputs, { files: {}, source: source(2) }))).toMatch(
      'file-not-found: There is no file `corpus.txt`.',
    );
  });
});
