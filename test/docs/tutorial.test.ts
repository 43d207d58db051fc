import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileText } from '../support/compile.ts';

const root = join(import.meta.dirname, '..', '..');
const blocks = blocksOf(readFileSync(join(root, 'docs', 'tutorial.md'), 'utf8'));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qmm-tutorial-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'qmm'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'bin', 'qmm.js')}" "$@"\n`,
    { mode: 0o755 },
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In the order of the page: later commands use what earlier ones made. */
describe('the tutorial', () => {
  test('has programs and commands', () => {
    const kinds = blocks.map(({ language }) => language);
    expect(kinds.filter((kind) => kind === 'qmm').length).toBeGreaterThan(3);
    expect(kinds.filter((kind) => kind === 'sh').length).toBeGreaterThan(8);
  });

  test.each(blocks.filter(({ language }) => language !== 'text'))(
    'line $line: $title',
    async ({ language, note, content, file, shown }) => {
      if (language === 'qmm') {
        const { diagnostics } = compileText(content);
        const errors = diagnostics.filter(({ severity }) => severity === 'error');
        expect(errors.length > 0).toBe(note === 'wrong');
        if (file !== undefined) writeFileSync(join(folder, file), content);
        return;
      }
      const { code, output } = await run(content);
      expect(code === 0, output).toBe(note !== 'fails');
      if (shown !== undefined) expectLines(output, shown);
    },
    120_000,
  );
});

interface Block {
  readonly language: string;
  /** What follows the language: `wrong` for a program that is refused, `fails` for a command that is. */
  readonly note: string;
  readonly content: string;
  readonly line: number;
  readonly title: string;
  /** From `Save this as ...` above it. */
  readonly file: string | undefined;
  /** The output in the block right below it. */
  readonly shown: string | undefined;
}

function blocksOf(page: string): Block[] {
  const found = [...page.matchAll(/^```(\w+) ?(\w*)\n([^]*?)^```$/gm)];
  return found.map((match, index) => {
    const [whole, language = '', note = '', content = ''] = match;
    const before = page.slice(0, match.index).trimEnd().split('\n').at(-1) ?? '';
    const next = found[index + 1];
    const between = next && page.slice(match.index + whole.length, next.index).trim();
    return {
      language,
      note,
      content,
      line: page.slice(0, match.index).split('\n').length,
      title: language === 'sh' ? content.trim().split('\n').join('; ') : `${language} program`,
      file: /[Ss]ave this as `([\w.-]+)`:$/.exec(before)?.[1],
      shown: next?.[1] === 'text' && between === '' ? next[3] : undefined,
    };
  });
}

function run(commands: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      'sh',
      ['-e', '-c', commands],
      {
        cwd: folder,
        env: {
          ...process.env,
          PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
        },
        maxBuffer: 2 ** 26,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, output: `${stdout}\n${stderr}` });
      },
    );
  });
}

/** Each line that is shown stands in the output, in order; numbers and blanks may differ. */
function expectLines(output: string, shown: string): void {
  const loose = (text: string): string[] =>
    text
      .split('\n')
      .map((line) =>
        line
          .replace(/[\d.]+( [KM]iB| s)?/g, '#')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .filter((line) => line !== '');
  const lines = loose(output);
  let from = 0;
  for (const line of loose(shown)) {
    const at = lines.indexOf(line, from);
    expect(at, `"${line}" in\n${output}`).toBeGreaterThanOrEqual(0);
    from = at + 1;
  }
}
