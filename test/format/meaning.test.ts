import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../grammar/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { programs } from './generate.ts';
import { sprinkled } from './sprinkle.ts';
import { commentsOf, formatTo, meaningOf, ownPrograms, programsIn } from './support.ts';

const runs = { seed: 20261123, numRuns: 150 } as const;
const widths = fc.constantFrom(1, 20, 50, 100);

/** Whatever a text looked like, formatting keeps what it says, and formatting again changes nothing. */
async function expectKept(text: string, width: number): Promise<void> {
  const once = await formatTo(width, text);
  expect(meaningOf(once)).toEqual(meaningOf(text));
  expect(commentsOf(once)).toEqual(commentsOf(text));
  expect(await formatTo(width, once)).toBe(once);
}

function keepsPrograms(texts: readonly string[]): Promise<void> {
  const layouts = fc.constantFrom(...texts).chain(sprinkled);
  return fc.assert(fc.asyncProperty(layouts, widths, expectKept), runs);
}

describe('formatting keeps meaning and comments, and is done after once,', () => {
  test('of the library and the examples in any layout', () =>
    keepsPrograms([...ownPrograms().values()]));

  test('of generated programs', () =>
    fc.assert(fc.asyncProperty(programs, widths, expectKept), runs));

  test('of generated programs in any layout', () =>
    fc.assert(fc.asyncProperty(programs.chain(sprinkled), widths, expectKept), runs));
});

describeShared('formatting keeps meaning and comments, and is done after once,', () => {
  test('of the acceptance models in any layout', () => {
    const texts = programsIn(sharedPath('design', 'models')).map((path) =>
      readFileSync(path, 'utf8'),
    );
    return keepsPrograms(texts.filter((text) => parse(text).problems.length === 0));
  });
});
