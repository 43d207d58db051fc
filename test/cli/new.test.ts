import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../cli/commands.ts';
import { project } from './projects.ts';
import { qmm } from './support.ts';

describe('qmm new', () => {
  test.for(['moons', 'scenes', 'valence'])(
    'makes a project of %s that checks',
    async (template) => {
      const cwd = project({});
      const words = ['new', 'my-model', '--template', template, '--json'];
      const { code, json } = await qmm(words, { cwd });
      expect(code).toBe(0);
      const files = ['main.qmm', 'README.md', '.gitignore'];
      expect(json['files']).toEqual(files.map((name) => join('my-model', name)));
      expect(readdirSync(join(cwd, 'my-model')).sort()).toEqual(files.sort());
      const checked = await qmm(['check', 'main.qmm'], { cwd: join(cwd, 'my-model') });
      expect({ code: checked.code, err: checked.err }).toEqual({ code: 0, err: '' });
    },
  );

  test('overwrites nothing', async () => {
    const cwd = project({ 'mine/main.qmm': 'mine' });
    const { code, err } = await qmm(['new', 'mine'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('`mine` is there already, with `main.qmm` in it.');
    expect(readFileSync(join(cwd, 'mine/main.qmm'), 'utf8')).toBe('mine');
  });

  test('fills the empty folder one is in', async () => {
    const cwd = project({});
    expect((await qmm(['new', '.'], { cwd })).code).toBe(0);
    expect(readdirSync(cwd)).toContain('main.qmm');
  });
});

test('the example of every command works in a new project', async () => {
  const cwd = project({});
  await qmm(['new', '.'], { cwd });
  // Training first: others ask for the last run. The server waits for an editor.
  const lines = commands.filter(({ name }) => name !== 'lsp').map(({ example }) => example);
  lines.sort((a, b) => Number(b.startsWith('qmm train')) - Number(a.startsWith('qmm train')));
  for (const line of lines) {
    const { code, err } = await qmm(line.split(' ').slice(1), { cwd });
    expect({ line, code, err: code === 0 ? '' : err }).toEqual({ line, code: 0, err: '' });
  }
});
