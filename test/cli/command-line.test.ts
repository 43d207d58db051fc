import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../cli/commands.ts';
import { qmm } from './support.ts';

describe('qmm alone', () => {
  test('shows the five commands of a first hour', async () => {
    const { code, out } = await qmm([]);
    expect(code).toBe(0);
    expect(out.match(/^ {2}qmm \w+/gm)).toHaveLength(5);
  });

  test('lists every command in its help', async () => {
    const { code, out } = await qmm(['--help']);
    expect(code).toBe(0);
    for (const { name } of commands) expect(out).toMatch(new RegExp(`^  qmm ${name}\\b`, 'm'));
  });
});

describe('the help of a command', () => {
  test.for(commands.map((command) => command.name))('%s has one example', async (name) => {
    const { code, out, err } = await qmm([name, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const examples = out.slice(out.indexOf('Examples:')).trim().split('\n').slice(1);
    expect(examples).toHaveLength(1);
    expect(examples[0]).toMatch(new RegExp(`^  qmm ${name}\\b`));
  });
});

describe('a wrong command line ends with 2 and says what was meant:', () => {
  test.for<[string, RegExp]>([
    ['trian main.qmm', /no command `trian`.*\n.*`qmm train`/],
    ['main.qmm', /`qmm train main.qmm`/],
    ['train main.qmm --sed 3', /no option `--sed`.*\n.*`--seed`/],
    ['train main.qmm --seed', /`--seed` needs a value/],
    ['train main.qmm --seed soon', /`--seed soon` is not a whole number/],
    ['train main.qmm --set epochs', /KEY=VALUE/],
    ['train main.qmm --threads 0', /`--threads 0` is not a number of threads, from 1 to 64/],
    ['train main.qmm --threads many', /`--threads many`.*\n.*`1` works on one of them alone/],
    ['explain', /needs CODE/],
    ['explain size-mismatch never-missing', /`never-missing` is one word too many/],
    ['explain size-mismach', /`qmm explain size-mismatch`/],
    ['new there --template moon', /moons/],
  ])('qmm %s', async ([line, expected]) => {
    const { code, out, err } = await qmm(line.split(' '));
    expect(err).toMatch(expected);
    expect(err).not.toMatch(/^\s+at /m);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('with --json, in one document', async () => {
    const { code, json, err } = await qmm(['train', '--sed', '3', '--json']);
    expect(code).toBe(2);
    expect(json).toMatchObject({ version: 1, ok: false, command: 'train', diagnostics: [] });
    expect(json.usage).toContain('--sed');
    expect(err).toBe('');
  });
});

/** Loaded before qmm: makes `qmm explain` fail as only a fault of ours can. */
const fault = `
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.endsWith('/cli/commands/explain.ts')) return nextLoad(url, context);
      const source = \`export const explainCommand = {
        options: (yargs) => yargs.positional('code', {}),
        run() { throw new RangeError('broken on purpose'); },
      };\`;
      return { format: 'module', shortCircuit: true, source };
    },
  });
`;

describe('a fault of ours', () => {
  test('ends with 3, says where to report it, and shows a stack only when asked', async () => {
    const broken = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(fault)}` };
    const quiet = await qmm(['explain', 'never-missing'], { env: broken });
    expect(quiet.code).toBe(3);
    expect(quiet.err).toContain('Please report it');
    expect(quiet.err).not.toMatch(/^\s+at /m);
    const traced = await qmm(['explain', 'never-missing'], { env: { ...broken, QMM_DEBUG: '1' } });
    expect(traced.err).toMatch(/^\s+at /m);
  });
});

test('a reader that stops early is no error', async () => {
  const launcher = join(import.meta.dirname, '..', '..', 'bin', 'qmm.js');
  const child = spawn(process.execPath, [launcher, '--help'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('the completion script names qmm, and completes commands', async () => {
  const script = await qmm(['completion']);
  expect(script.out).toContain('complete -o bashdefault -o default -F _qmm_yargs_completions qmm');
  const words = await qmm(['--get-yargs-completions', 'qmm', 'tr']);
  expect(words.out.split('\n')).toContain('train');
});

test('the version is the one of the package', async () => {
  expect((await qmm(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
