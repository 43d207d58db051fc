import { describe, expect, test } from 'vitest';
import { tokenise } from '../../runtime/data/text/tokenise.ts';
import { asLabel, load, optional, text, toldBy, valuesOf, word } from './samples.ts';

const rows = [
  'part,said',
  'train,the cat sat',
  'train,"The dog, the CAT"',
  'test,a bird sat by the cat',
];
const files = { 'table.csv': rows.join('\n') };
const split = { kind: 'column', column: 'part' } as const;

describe('words', () => {
  test('are runs of letters and digits in lower case, apostrophes inside', () => {
    expect(tokenise("Don't  STOP—it’s 3 o'clock, 'quoted'!")).toEqual([
      "don't",
      'stop',
      "it's",
      '3',
      "o'clock",
      'quoted',
    ]);
    expect(tokenise('Žluťoučký\u0301 日本 e\u0301')).toEqual(['žluťoučký́', '日本', 'é']);
    expect(tokenise(' ... ')).toEqual([]);
  });
});

describe('texts', () => {
  test('are numbered by the most frequent words of the training rows, ties by alphabet', () => {
    const dataset = load([text('said', 4, 4)], { files, split });
    expect(dataset.vocabularies).toEqual([{ said: ['the', 'cat', 'dog', 'sat'] }]);
    expect(valuesOf(dataset, 'said')).toEqual([0, 1, 3, -1, 0, 2, 0, 1, -1, -1, 3, -1]);
  });

  test('may share the last entry for unknown words', () => {
    const dataset = load([text('said', 4, 4, 'shared')], { files, split });
    expect(dataset.vocabularies).toEqual([{ said: ['the', 'cat', 'dog'] }]);
    expect(valuesOf(dataset, 'said').slice(8)).toEqual([3, 3, 3, 3]);
  });

  test('never learn a word from a row that is held out', () => {
    const folds = { kind: 'folds', count: 3, group: null } as const;
    const dataset = load([text('said', 6, 10)], { files, split: folds });
    expect(dataset.folds).toHaveLength(3);
    for (const [fold, { train, test: held }] of dataset.folds.entries()) {
      const words = (kept: Uint32Array) =>
        new Set([...kept].flatMap((row) => tokenise(rows[row + 1]!.split(',').slice(1).join())));
      const vocabulary = new Set(dataset.vocabularies[fold]!['said']);
      expect(vocabulary).toEqual(words(train));
      const column = dataset.columnsOf(fold).get('said')!;
      const unknown = [...words(held)].some((entry) => !vocabulary.has(entry));
      const shown = column.values.subarray(
        held[0]! * 6,
        held[0]! * 6 + tokenise(rows[held[0]! + 1]!).length - 1,
      );
      expect([...shown].includes(-1), `fold ${fold}`).toBe(unknown);
    }
  });

  test('of a checkpoint keep their vocabulary', () => {
    const dataset = load([text('said', 3, 2)], {
      files,
      split,
      vocabularies: { said: ['sat', 'the'] },
    });
    expect(valuesOf(dataset, 'said').slice(0, 3)).toEqual([1, -1, 0]);
  });

  test('may lie in files, and be absent', () => {
    const stored = { 'table.csv': 'said,x\na.txt,0\n,1\n', 'a.txt': 'hello world' };
    const { columns } = load([optional(text('said', 2, 5))], { files: stored });
    expect(columns.get('said')).toMatchObject({
      values: Float32Array.of(0, 1, -1, -1),
      present: Uint8Array.of(1, 0),
    });
    const told = (name: string, content: Uint8Array) =>
      toldBy(() =>
        load([text('said', 2, 5)], { files: { 'table.csv': `said\n${name}\n`, 'a.txt': content } }),
      );
    expect(told('b.txt', Uint8Array.of())).toMatch(
      'file-not-found: table.csv, line 2, column `said`: there is no file `b.txt`',
    );
    expect(told('a.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0))).toMatch(
      '`a.txt` is a PNG picture, not a text.',
    );
  });

  test('give words as labels, absent where the vocabulary lacks them', () => {
    const table = ['said,next', 'the cat,sat', 'the cat sat,down', 'the dog,sat'];
    const inputs = [text('said', 3, 3), asLabel(word('next', 'said', 3))];
    const dataset = load(inputs, { files: { 'table.csv': table.join('\n') } });
    expect(dataset.vocabularies[0]).toEqual({ said: ['the', 'cat', 'dog'] });
    expect(dataset.columns.get('next')!.present).toEqual(Uint8Array.of(0, 0, 0));
    const wide = load([text('said', 3, 4), word('next', 'said', 4)], {
      files: { 'table.csv': table.join('\n') },
    });
    expect(wide.columns.get('next')).toEqual({
      shape: [],
      values: Float64Array.of(3, 0, 3),
      present: Uint8Array.of(1, 0, 1),
    });
  });
});
