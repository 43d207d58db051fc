import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { typeDocs } from '../../editor/service/words/types.ts';
import { keywords, units } from '../../grammar/tokens.ts';

const EDITOR = join(import.meta.dirname, '..', '..', 'editor');

test.each([
  ['neovim/syntax/qmm.vim', /<\(([a-z|]+)\)>\(\\s\*:\)@!/g, '|'],
  [
    'emacs/qmm-mode.el',
    /\(defconst qmm--(?:declarations|statements|constants)\s+'\(([^)]*)\)/g,
    ' ',
  ],
])('%s colours the reserved words, and no others', (path, lists, between) => {
  const text = readFileSync(join(EDITOR, path), 'utf8');
  const words = [...text.matchAll(lists)].flatMap(([, list]) => wordsOf(list!, between));
  expect(words.toSorted()).toEqual([...keywords, 'pi'].toSorted());
});

test.each([
  ['neovim/syntax/qmm.vim', /qmmType .*<\(([a-z|]+)\)>/, '|'],
  ['emacs/qmm-mode.el', /\(defconst qmm--types\s+'\(([^)]*)\)/, ' '],
])('%s colours the types', (path, list, between) => {
  const text = readFileSync(join(EDITOR, path), 'utf8');
  const words = wordsOf(list.exec(text)![1]!, between);
  expect(words.toSorted()).toEqual([...Object.keys(typeDocs), 'circuit', 'function'].toSorted());
});

test.each(['neovim/syntax/qmm.vim', 'emacs/qmm-mode.el'])('%s knows the units', (path) => {
  const text = readFileSync(join(EDITOR, path), 'utf8').replaceAll('"', '');
  const [list] = /kHz[ |A-Za-z]+/.exec(text)!;
  expect(list.split(/[ |]/).toSorted()).toEqual([...units].toSorted());
});

function wordsOf(list: string, between: string): string[] {
  return list.replaceAll('"', '').replaceAll(/\s+/g, ' ').split(between);
}
