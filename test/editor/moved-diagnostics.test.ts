import { expect, test } from 'vitest';
import { diagnose } from '../../compiler/diagnostics/diagnose.ts';
import { movedDiagnostics } from '../../editor/service/index.ts';

const at = (start: number, end: number) =>
  diagnose('unused-name', 'default', { file: 'm.qmm', start, end }, { name: 'x' });
const spans = (before: string, after: string, ...places: readonly [number, number][]): string[] =>
  movedDiagnostics(
    { text: before, diagnostics: places.map(([start, end]) => at(start, end)) },
    'm.qmm',
    after,
  ).map((one) => after.slice(one.at.start, one.at.end));

test('what was wrong stays with its words while others are typed before and behind them', () => {
  expect(spans('let aa = bb', 'let more = 1; let aa = bb', [4, 6], [9, 11])).toEqual(['aa', 'bb']);
  expect(spans('let aa = bb', 'let aa = bb + 1', [4, 6])).toEqual(['aa']);
  expect(spans('one\ntwo\nsix', 'one\nsix', [0, 3], [8, 11])).toEqual(['one', 'six']);
});

test('what was wrong with words that change is not told of them any more', () => {
  expect(spans('let aa = bb', 'let aXa = bb', [4, 6], [9, 11])).toEqual(['bb']);
});
