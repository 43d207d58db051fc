import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatText } from '../../compiler/format/format-text.ts';
import { commentsOf, meaningOf } from './support.ts';

const folder = join(import.meta.dirname, 'scenarios');
const scenarios = readdirSync(folder);

describe.each(scenarios)('%s', (name) => {
  const input = readFileSync(join(folder, name, 'input.qmm'), 'utf8');

  test('has its form', async () => {
    const output = join(folder, name, 'output.qmm');
    await expect(await formatText(input)).toMatchFileSnapshot(output);
    expect(readdirSync(join(folder, name)).sort()).toEqual(['input.qmm', 'output.qmm']);
  });

  test('keeps it when formatted again', async () => {
    const once = await formatText(input);
    expect(await formatText(once)).toBe(once);
  });

  test('says what it said, with every comment', async () => {
    const formatted = await formatText(input);
    expect(meaningOf(formatted)).toEqual(meaningOf(input));
    expect(commentsOf(formatted)).toEqual(commentsOf(input));
  });

  test('fits into 100 columns', async () => {
    const lines = (await formatText(input)).split('\n');
    const code = lines.map((line) => line.replace(/\s*\/\/.*$/, ''));
    expect(code.filter((line) => line.length > 100)).toEqual([]);
  });
});

test('every scenario has an input', () => {
  expect(scenarios.filter((name) => !existsSync(join(folder, name, 'input.qmm')))).toEqual([]);
});
