import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { qmm, temporaryFolder } from '../cli/support.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'qmm.js');
const ugly = 'train   A on b{epochs:1}';
const pretty = 'train A on b {\n  epochs: 1\n}\n';
const wrong = 'train A on b {\n  epochs 1\n}\n';

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** Runs `qmm` with a text as its standard input. */
function pipe(
  text: string,
  words: readonly string[],
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...words], {
    input: text,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('qmm fmt', () => {
  test('formats files in place and tells which', async () => {
    const cwd = folderOf({ 'a.qmm': ugly, 'b.qmm': pretty });
    expect(await qmm(['fmt', 'a.qmm', 'b.qmm'], { cwd })).toMatchObject({
      code: 0,
      out: 'a.qmm formatted\n',
      err: '',
    });
    expect([read(cwd, 'a.qmm'), read(cwd, 'b.qmm')]).toEqual([pretty, pretty]);
    const again = await qmm(['fmt', '--json', 'a.qmm', 'b.qmm'], { cwd });
    expect(again.json).toMatchObject({ ok: true, command: 'fmt', changed: [] });
    expect(readdirSync(cwd)).toEqual(['a.qmm', 'b.qmm']);
  });

  test('with --check writes nothing and ends with 1 if a file would change', async () => {
    const cwd = folderOf({ 'a.qmm': ugly, 'b.qmm': pretty });
    const both = await qmm(['fmt', '--check', '--json', 'a.qmm', 'b.qmm'], { cwd });
    expect(both.code).toBe(1);
    expect(both.json).toMatchObject({ ok: false, changed: ['a.qmm'] });
    expect(read(cwd, 'a.qmm')).toBe(ugly);
    expect(await qmm(['fmt', '--check', 'a.qmm'], { cwd })).toMatchObject({
      code: 1,
      out: 'a.qmm would change\n',
    });
    expect(await qmm(['fmt', '--check', 'b.qmm'], { cwd })).toMatchObject({ code: 0 });
  });

  test('leaves what it cannot read alone, says why, and formats the other files', async () => {
    const latin = Uint8Array.of(...Buffer.from('train A on b // caf'), 0xe9);
    const cwd = folderOf({ 'wrong.qmm': wrong, 'latin.qmm': latin, 'a.qmm': ugly });
    mkdirSync(join(cwd, 'folder'));
    const words = ['fmt', '--json', 'wrong.qmm', 'latin.qmm', 'gone.qmm', 'folder', 'a.qmm'];
    const { code, json } = await qmm(words, { cwd });
    expect(code).toBe(1);
    expect(json).toMatchObject({ ok: false, changed: ['a.qmm'] });
    expect(json.diagnostics.map(({ file, start }) => [file, start.line])).toEqual([
      ['wrong.qmm', 2],
      ['latin.qmm', 1],
      ['gone.qmm', 1],
      ['folder', 1],
    ]);
    expect(read(cwd, 'wrong.qmm')).toBe(wrong);
    expect(new Uint8Array(readFileSync(join(cwd, 'latin.qmm')))).toEqual(latin);
    expect(read(cwd, 'a.qmm')).toBe(pretty);
  });

  test('formats what a link leads to', async () => {
    const cwd = folderOf({ 'a.qmm': ugly });
    symlinkSync('a.qmm', join(cwd, 'link.qmm'));
    await qmm(['fmt', 'link.qmm'], { cwd });
    expect(lstatSync(join(cwd, 'link.qmm')).isSymbolicLink()).toBe(true);
    expect(read(cwd, 'a.qmm')).toBe(pretty);
  });

  test('takes `-` for standard input and prints the result', () => {
    expect(pipe(ugly, ['fmt', '-'])).toEqual({ code: 0, out: pretty, err: '' });
    expect(pipe(ugly, ['fmt', '-', '--check']).code).toBe(1);
    expect(pipe(pretty, ['fmt', '-', '--check']).code).toBe(0);
    const { code, out, err } = pipe(wrong, ['fmt', '-']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('-:2:');
  });

  test('takes `-` alone only', () => {
    expect(pipe(ugly, ['fmt', '-', 'a.qmm'])).toMatchObject({ code: 2, out: '' });
  });
});
