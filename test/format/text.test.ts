import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { formatText } from '../../compiler/format/format-text.ts';
import { UnreadableText } from '../../compiler/format/unreadable-text.ts';

describe('formatText', () => {
  test('gives nothing for nothing', async () => {
    expect(await formatText('')).toBe('');
    expect(await formatText(' \n\n\t\n')).toBe('');
  });

  test('ends a text with one line end', async () => {
    expect(await formatText('train A on b')).toBe('train A on b\n');
    expect(await formatText('// only a comment')).toBe('// only a comment\n');
    expect(await formatText('train A on b\n\n\n')).toBe('train A on b\n');
  });

  test('writes line ends as `\\n` and leaves a byte order mark out', async () => {
    expect(await formatText('\uFEFFuse qmm 1\r\n\r\n\r\n// one\r\ntrain A on b // two\r\n')).toBe(
      'use qmm 1\n\n// one\ntrain A on b // two\n',
    );
  });

  test('keeps numbers, strings and parentheses as they are written', async () => {
    const text = 'let x = ((1_000.50e-3)) + 020ms * f("a\\u{41} // no comment", 1E3)\n';
    expect(await formatText(text)).toBe(text);
  });

  test('writes `use qmm` with the number that was written', async () => {
    expect(await formatText('use qmm // pinned\n 1_0')).toBe('// pinned\nuse qmm 1_0\n');
  });

  test('refuses a text with mistakes and says where they are, in the text as it was given', async () => {
    const text = '\r\ntrain A on b\r\nlet x = (1 + 2\r\n';
    const failure: unknown = await formatText(text).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnreadableText);
    const [problem] = (failure as UnreadableText).problems;
    expect(problem).toMatchObject({ code: 'unclosed', span: { start: text.indexOf('(') } });
  });

  test('keeps documentation with its declaration', async () => {
    const text =
      '/// Not of a.\n\n/// Of a.\n// allow naming: old\nlet a = 1\n/// Of b.\nlet b = 2\n';
    expect(await formatText(text)).toBe(text);
  });
});

test('prettier takes the formatter as a plugin', async () => {
  const file = join(import.meta.dirname, '..', '..', 'compiler', 'format', 'plugin.ts');
  const text = 'train A on b{epochs:1}';
  const formatted = await format(text, { filepath: 'main.qmm', plugins: [file] });
  expect(formatted).toBe(await formatText(text));
});
