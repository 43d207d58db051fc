import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { sectionsOf } from '../../runtime/draw/repeats.ts';

describe('equal layers', () => {
  test('are found with what stands before and after them', () => {
    expect(
      sectionsOf([
        ...letters('hh'),
        ...letters('abc'),
        ...letters('abc'),
        ...letters('abc'),
        ...letters('ry'),
      ]),
    ).toEqual([
      { start: 0, length: 2, times: 1 },
      { start: 2, length: 3, times: 3 },
      { start: 11, length: 2, times: 1 },
    ]);
  });

  test('are as short as they can be', () => {
    expect(sectionsOf(letters('abababab'))).toEqual([{ start: 0, length: 2, times: 4 }]);
  });

  test('are not invented', () => {
    expect(sectionsOf(letters('abc'))).toEqual([{ start: 0, length: 3, times: 1 }]);
    expect(sectionsOf([])).toEqual([]);
  });

  test('spell the list again, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }), (keys) => {
        const spelled = sectionsOf(keys).flatMap(({ start, length, times }) =>
          Array.from({ length: times }, () => keys.slice(start, start + length)).flat(),
        );
        expect(spelled).toEqual(keys);
      }),
      { seed: 20 },
    );
  });
});

function letters(word: string): string[] {
  return word.split('');
}
