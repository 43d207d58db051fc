import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from '../../grammar/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

/** The wrong programs whose mistake is in the text itself: file, code, line. */
const textMistakes = [
  ['loop-in-a-model.qmm', 'wrong-block', 8],
  ['pipe-inside-sum.qmm', 'pipe-needs-parentheses', 8],
  ['unit-apart.qmm', 'number-suffix', 6],
] as const;

function programs(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.qmm'));
}

describeShared('the acceptance models', () => {
  const models = sharedPath('design', 'models');
  const wrong = join(models, 'wrong');

  test.each(programs(models))('%s parses', (file) => {
    expect(parse(readFileSync(join(models, file), 'utf8')).problems).toEqual([]);
  });

  test.each(textMistakes)('wrong/%s: %s at line %i', (file, code, line) => {
    const text = readFileSync(join(wrong, file), 'utf8');
    const { problems } = parse(text);
    const told = problems.map((problem) => ({
      code: problem.code,
      line: text.slice(0, problem.span.start).split('\n').length,
    }));
    expect(told).toEqual([{ code, line }]);
  });

  const others = programs(wrong).filter((file) => textMistakes.every(([name]) => name !== file));
  test.each(others)('wrong/%s is wrong in meaning only', (file) => {
    expect(parse(readFileSync(join(wrong, file), 'utf8')).problems).toEqual([]);
  });
});

test.each(programs(join(import.meta.dirname, '../../stdlib')))('stdlib/%s parses', (file) => {
  const text = readFileSync(join(import.meta.dirname, '../../stdlib', file), 'utf8');
  expect(parse(text).problems).toEqual([]);
});
