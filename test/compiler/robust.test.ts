import { globSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileText, readTextFile } from '../support/compile.ts';

const root = join(import.meta.dirname, '..', '..');
const texts = globSync(['stdlib/*.qmm', 'examples/*/*.qmm'], { cwd: root }).map((name) =>
  readTextFile(root, name),
);

const word = /(\s+|[()[\]{},|>:.=+*-])/;

/** A program with a few of its words taken out, doubled or swapped: what an editor sees while somebody types. */
const brokenText = fc
  .record({
    text: fc.constantFrom(...texts),
    changes: fc.array(
      fc.record({
        at: fc.nat(),
        from: fc.nat(),
        kind: fc.constantFrom('delete', 'replace', 'insert', 'number'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ text, changes }) => {
    const words = text.split(word).filter((part) => part !== '');
    for (const { at, from, kind } of changes) {
      const place = at % words.length;
      const other = words[from % words.length]!;
      if (kind === 'delete') words.splice(place, 1);
      else if (kind === 'insert') words.splice(place, 0, other);
      else words[place] = kind === 'number' ? String(from % 12) : other;
    }
    return words.join('');
  });

test('any broken program is answered with diagnostics, never with an exception', () => {
  fc.assert(
    fc.property(brokenText, (text) => {
      const { diagnostics } = compileText(text);
      for (const { at, message } of diagnostics) {
        expect(message.length).toBeGreaterThan(5);
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeGreaterThanOrEqual(at.start);
      }
    }),
    { numRuns: process.env['QMM_NIGHTLY'] === undefined ? 150 : 5000, seed: 20261123 },
  );
});
