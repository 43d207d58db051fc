import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIncrementalParse } from '../../grammar/incremental/incremental.ts';
import { piecesOf } from '../../grammar/incremental/pieces.ts';
import { parse, type Parsed } from '../../grammar/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const texts = globSync('examples/*/*.qmm', { cwd: ROOT }).map((file) =>
  readFileSync(join(ROOT, file), 'utf8'),
);

/** What people type and paste: letters, brackets, words that begin statements, half of them. */
const typed = fc.constantFrom(
  ...[
    'x',
    '1',
    ' ',
    '\n',
    '\n\n',
    ',',
    '=',
    ':',
    '|>',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    '//',
    '//!',
  ],
  ...['let ', 'circuit ', 'model', 'data', 'train', 'use ', 'encode ', 'reg', '.', ';', '///'],
);
const keystroke = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 3 }),
  put: fc.option(typed, { nil: '' }),
});

describe('a text that is parsed again after each keystroke', () => {
  test('gives what parsing it whole gives, however it is broken', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(keystroke, { minLength: 1, maxLength: 4 }),
        (start, keys) => {
          const again = createIncrementalParse();
          let text = start;
          again(text);
          for (const { at, removed, put } of keys) {
            const offset = Math.floor(at * text.length);
            text = text.slice(0, offset) + put + text.slice(offset + removed);
            expect(plain(again(text))).toEqual(plain(parse(text)));
          }
        },
      ),
      { numRuns: process.env['QMM_NIGHTLY'] === undefined ? 40 : 4000 },
    );
  });

  test('keeps the trees of what stands before the change', () => {
    const again = createIncrementalParse();
    const text = 'circuit a on q { h q }\n\ncircuit b on q { x q }\n';
    const [a] = again(text).tree.declarations;
    const [same, other] = again(text.replace('x q', 'y q')).tree.declarations;
    expect(same).toBe(a);
    expect(other).toMatchObject({ kind: 'circuit', name: { text: 'b' } });
  });

  test('is cut where declarations begin, their comments with them', () => {
    expect(
      piecesOf('//! File.\nuse qmm 1\n\n/// Of a.\ncircuit a on q {\n  let b = 1\n}\nlet c = 2'),
    ).toEqual([
      '//! File.\nuse qmm 1\n\n',
      '/// Of a.\ncircuit a on q {\n  let b = 1\n}\n',
      'let c = 2',
    ]);
  });
});

function plain({ tree, problems }: Parsed): unknown {
  return { tree, problems };
}
