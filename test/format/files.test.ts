import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatText } from '../../compiler/format/format-text.ts';
import { parse } from '../../grammar/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { ownPrograms, programsIn } from './support.ts';

describe('the library and the examples have the form that `qmm fmt` gives:', () => {
  test.each([...ownPrograms()])('%s', async (_, text) => {
    expect(await formatText(text)).toBe(text);
  });
});

describeShared('the acceptance models have it too:', () => {
  const readable = programsIn(sharedPath('design', 'models'))
    .map((path) => [basename(path), readFileSync(path, 'utf8')] as const)
    .filter(([, text]) => parse(text).problems.length === 0);

  test.each(readable)('%s', async (_, text) => {
    expect(await formatText(text)).toBe(text);
  });
});
