import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, visit } from '../browser/visit.ts';
import { MOONS, MOONS_CHECKPOINT } from '../importer/project.ts';
import { installPacked, type Packed } from './installed.ts';

interface Said {
  readonly label: string;
  readonly probabilities: Readonly<Record<string, number>>;
}

const ROOT = join(import.meta.dirname, '..', '..');

describe.skipIf(process.env['QMM_NIGHTLY'] === undefined)(
  'the package, in an empty project',
  () => {
    let packed: Packed;

    beforeAll(() => {
      packed = installPacked();
      writeFileSync(join(packed.folder, 'moons.qmm'), MOONS);
      writeFileSync(join(packed.folder, 'checkpoint.json'), MOONS_CHECKPOINT);
    }, 300_000);

    afterAll(() => rmSync(packed.folder, { recursive: true, force: true }), 60_000);

    test('is small, and brings no sources and no tests', () => {
      expect(packed.bytes).toBeLessThan(4e6);
      const strange = packed.files.filter((path) =>
        /\.test\.|^(test|bench|scripts|runtime)\//.test(path),
      );
      expect(strange).toEqual([]);
    });

    test('runs its command line', () => {
      expect(qmm('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
      expect(qmm('check', 'moons.qmm').stdout).toContain('moons.qmm: no errors');
      expect(
        qmm('compile', 'moons.qmm', '--to', 'typescript', '--out', 'out/moons.ts').status,
      ).toBe(0);
      expect(qmm('train', 'moons.qmm', '--set', 'epochs=2').status).toBe(0);
      expect(qmm('predict', 'last').stdout.split('\n').length).toBeGreaterThan(10);
    });

    test('checks from a snapshot once it has made one, to the same words', async () => {
      writeFileSync(join(packed.folder, 'wrong.qmm'), MOONS.replace('Z(q)', 'Z(quark)'));
      const without = { QMM_SNAPSHOT: '0' };
      const cases = [
        ['moons.qmm'],
        ['wrong.qmm'],
        ['nothing.qmm', 'moons.qmm'],
        ['--json', 'wrong.qmm'],
      ];
      const expected = cases.map((words) => qmmWith(without, 'check', ...words));
      qmm('check', 'moons.qmm');
      const made = (): boolean =>
        readdirSync(join(packed.folder, 'node_modules', 'qmm', 'dist')).some((name) =>
          name.endsWith('.blob'),
        );
      await expect.poll(made, { timeout: 60_000 }).toBe(true);
      for (const [place, words] of cases.entries()) {
        const { stdout, stderr, status } = qmm('check', ...words);
        const wanted = expected[place]!;
        expect({ stdout, stderr, status }).toEqual({
          stdout: wanted.stdout,
          stderr: wanted.stderr,
          status: wanted.status,
        });
      }
      // One that Node cannot read is no reason to fail.
      expect(qmmWith({ NODE_OPTIONS: '--no-warnings' }, 'check', 'moons.qmm').status).toBe(0);
    });

    test('is imported, with types for all that it exports', () => {
      writeFileSync(
        join(packed.folder, 'main.ts'),
        `import { readFileSync } from 'node:fs';
import { createPredictor, evaluateRun, type Program, version } from 'qmm';
import { nodeThreads } from 'qmm/node';
import { Moons } from './moons.qmm';
const weights = Moons.load(JSON.parse(readFileSync('checkpoint.json', 'utf8')));
const { label } = Moons.predict({ point: [0.5, 0.25] }, weights);
const known: 'upper' | 'lower' = label;
console.log(typeof createPredictor, typeof evaluateRun, typeof nodeThreads, version, known);
export type { Program };
`,
      );
      writeFileSync(
        join(packed.folder, 'bundlers.ts'),
        `import esbuild from 'qmm/esbuild';
import rollup from 'qmm/rollup';
import vite from 'qmm/vite';
export const names: string[] = [esbuild().name, rollup().name, vite({ declarations: false }).name];
console.log(names.join(' '));
`,
      );
      const bundled = node('bundlers.ts');
      expect(bundled.stdout, bundled.stderr).toBe('qmm qmm qmm\n');
      const { stdout, stderr } = node('--import', 'qmm/register', 'main.ts');
      expect(stdout, stderr).toMatch(/^function function function \d+\.\d+\.\d+ (upper|lower)\n$/);
    });

    test('passes the strictest compiler, its declarations too', () => {
      const { folder } = packed;
      expect(
        qmm('compile', 'moons.qmm', '--to', 'declarations', '--out', 'moons.d.qmm.ts').status,
      ).toBe(0);
      symlinkSync(join(ROOT, 'node_modules', '@types'), join(folder, 'node_modules', '@types'));
      symlinkSync(join(ROOT, 'node_modules', 'esbuild'), join(folder, 'node_modules', 'esbuild'));
      const compilerOptions = {
        target: 'es2024',
        lib: ['es2024', 'dom'],
        types: ['node'],
        module: 'nodenext',
        strict: true,
        noEmit: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        allowArbitraryExtensions: true,
        allowImportingTsExtensions: true,
        skipLibCheck: false,
      };
      const settings = { compilerOptions, include: ['main.ts', 'bundlers.ts', 'out/*.ts'] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
      const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
      expect(existsSync(join(folder, 'main.ts'))).toBe(true);
      expect(spawnSync(tsc, ['-p', folder], { encoding: 'utf8' }).stdout).toBe('');
    });

    test.skipIf(chromium === undefined)(
      'lets a page of Vite import a trained model, which predicts in Chromium as it does in Node',
      async () => {
        const { folder } = packed;
        const runs = join(folder, 'runs', 'moons');
        expect(qmm('train', 'moons.qmm', '--set', 'epochs=2').status).toBe(0);
        const run = join(runs, readdirSync(runs).at(-1)!);
        copyFileSync(join(run, 'checkpoint.json'), join(folder, 'trained.json'));
        writeFileSync(
          join(folder, 'index.html'),
          '<!doctype html><script type="module" src="./page.ts"></script>',
        );
        writeFileSync(
          join(folder, 'said.ts'),
          `import { Moons } from './moons.qmm';
import trained from './trained.json' with { type: 'json' };
const weights = Moons.load(trained);
export const said: Moons.Output = Moons.predict({ point: [0.5, 0.25] }, weights);
`,
        );
        writeFileSync(
          join(folder, 'page.ts'),
          `import { said } from './said.ts';
void fetch('/answer', { method: 'POST', body: JSON.stringify(said) });
`,
        );
        writeFileSync(
          join(folder, 'vite.config.ts'),
          `import qmm from 'qmm/vite';
export default { plugins: [qmm()], logLevel: 'silent' };
`,
        );
        writeFileSync(
          join(folder, 'tell.ts'),
          "import { said } from './said.ts';\nconsole.log(JSON.stringify(said));\n",
        );
        await build({ root: folder, configLoader: 'native' });
        const built = join(folder, 'dist');
        const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) =>
          name.includes('.'),
        );
        const pages = files.map((name) => [
          name === 'index.html' ? '/' : `/${name}`,
          readFileSync(join(built, name), 'utf8'),
        ]);
        const there = (await visit(
          Object.fromEntries(pages) as Record<string, string>,
          {},
        )) as Said;
        const here = JSON.parse(node('--import', 'qmm/register', 'tell.ts').stdout) as Said;
        expect(there.label).toBe(here.label);
        expect(there.probabilities['upper']).toBeCloseTo(here.probabilities['upper']!, 6);
      },
    );

    function qmm(...words: readonly string[]): ReturnType<typeof node> {
      return qmmWith({}, ...words);
    }

    function qmmWith(
      env: Readonly<Record<string, string>>,
      ...words: readonly string[]
    ): ReturnType<typeof node> {
      const program = join(packed.folder, 'node_modules', 'qmm', 'bin', 'qmm.js');
      return run([program, ...words], env);
    }

    function node(...words: readonly string[]): {
      stdout: string;
      stderr: string;
      status: number | null;
    } {
      return run(words, {});
    }

    function run(
      words: readonly string[],
      env: Readonly<Record<string, string>>,
    ): { stdout: string; stderr: string; status: number | null } {
      return spawnSync(process.execPath, words, {
        cwd: packed.folder,
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', ...env },
      });
    }
  },
  300_000,
);
