import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as esbuild } from 'esbuild';
import { build as viteBuild, createServer, type Rolldown } from 'vite';
import { describe, expect, onTestFinished, test } from 'vitest';
import qmmEsbuild from '../../importer/esbuild.ts';
import qmmRollup from '../../importer/rollup.ts';
import qmmVite from '../../importer/vite.ts';
import { typeProblems } from '../support/strict-types.ts';
import { MOONS, MOONS_CHECKPOINT, project } from './project.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const USE = `import { Moons } from './moons.qmm';
import checkpoint from './checkpoint.json' with { type: 'json' };
export const said = Moons.predict({ point: [0.5, 0.25] }, Moons.load(checkpoint));
`;

const FILES = { 'moons.qmm': MOONS, 'checkpoint.json': MOONS_CHECKPOINT, 'use.ts': USE };

describe('a .qmm file is imported', () => {
  test('by Node, whose stack traces tell its lines', () => {
    const folder = project({
      ...FILES,
      'main.ts': `import { said } from './use.ts';
import { Moons } from './moons.qmm';
console.log(JSON.stringify(said.label));
const { weights } = await Moons.fit([{ point: [0, 1], moon: 'upper' }, { point: [1, 0], moon: 'lower' }]);
Moons.predict({ point: [0, 1] }, { ...weights, logitsLinearB: { shape: [3], data: new Float64Array(3) } });
`,
    });
    const hook = pathToFileURL(join(ROOT, 'importer', 'register.ts')).href;
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', hook, 'main.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^"(upper|lower)"\n$/);
    expect(stderr).toContain('`add` of the shapes [2] and [3], which do not fit');
    const line = MOONS.split('\n').findIndex((text) => text.includes('readout logits')) + 1;
    expect(stderr).toMatch(new RegExp(`moons\\.qmm:${line}:`));
  });

  test('by esbuild, Rolldown and Vite, with the same prediction and what is asked for alone', async () => {
    const folder = project(FILES);
    const entry = join(folder, 'use.ts');
    const { outputFiles } = await esbuild({
      entryPoints: [entry],
      bundle: true,
      format: 'esm',
      write: false,
      plugins: [qmmEsbuild()],
      external: ['qmm'],
    });
    const vite = (await viteBuild({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      plugins: [qmmVite()],
      build: {
        write: false,
        minify: false,
        lib: { entry, formats: ['es'] },
        rolldownOptions: { external: ['qmm'] },
      },
    })) as Rolldown.RolldownOutput[];
    const { rolldown } = await import('rolldown');
    const bundle = await rolldown({ input: entry, plugins: [qmmRollup()], external: ['qmm'] });
    const { output } = await bundle.generate({ format: 'es' });
    const codes = [outputFiles[0]!.text, vite[0]!.output[0].code, output[0].code];
    const said = await Promise.all(
      codes.map(async (code, k) => {
        expect(code).toContain('.matmul(');
        // esbuild keeps a namespace whole once another module hands it on.
        if (k > 0) expect(code).not.toMatch(/logSumExp|fitRun/);
        writeFileSync(join(folder, `out-${k}.mjs`), code);
        return ((await import(join(folder, `out-${k}.mjs`))) as { said: unknown }).said;
      }),
    );
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
    expect(Object.keys(said[0] as object)).toEqual(['logits', 'label', 'probabilities']);
  });

  test('with types, which are written beside it', async () => {
    const folder = project(FILES);
    await esbuild({
      entryPoints: [join(folder, 'use.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      plugins: [qmmEsbuild()],
      external: ['qmm'],
    });
    const declared = readFileSync(join(folder, 'moons.d.qmm.ts'), 'utf8');
    const use = `import { Moons } from './moons.qmm';
declare const weights: Moons.Weights;
const { label, logits } = Moons.predict({ point: [0, 1] }, weights);
export const both: ['upper' | 'lower', Float64Array] = [label, logits];
export const far: number = Moons.loss({ point: [0, 1], moon: 'upper' }, weights);
// @ts-expect-error: no such moon
export const wrong = Moons.loss({ point: [0, 1], moon: 'left' }, Moons.load(null));
`;
    const files = { 'moons.d.qmm.ts': declared, 'use.ts': use };
    expect(typeProblems(files, { allowArbitraryExtensions: true })).toBe('');
  });

  test('and what is wrong with it is told with its place', async () => {
    const folder = project({
      ...FILES,
      'moons.qmm': MOONS.replace('expect(Z(q))', 'expect(Z(quark))'),
    });
    const built = esbuild({
      entryPoints: [join(folder, 'use.ts')],
      bundle: true,
      write: false,
      logLevel: 'silent',
      plugins: [qmmEsbuild()],
      external: ['qmm'],
      format: 'esm',
    });
    await expect(built).rejects.toThrow(/error\[unknown-name\][\s\S]*expect\(Z\(quark\)\)/);
  });
});

test('a change of a .qmm file, or of one that it uses, reaches the page through Vite', async () => {
  const parts = `circuit mix on a, b {
  cx a, b
}
`;
  const moons = MOONS.replace('model Moons', 'use mix from "parts.qmm"\n\nmodel Moons').replace(
    '  ///',
    '  evolve q[0], q[1] with mix\n\n  ///',
  );
  const folder = project({ ...FILES, 'moons.qmm': moons, 'parts.qmm': parts });
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [qmmVite()],
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  onTestFinished(() => server.close());
  const codeOf = async (): Promise<string> => {
    const { code } = (await server.transformRequest('/moons.qmm'))!;
    const [, url] = /"([^"]+model=Moons[^"]*)"/.exec(code)!;
    return (await server.transformRequest(url!.replace('import&', '')))!.code;
  };
  const first = await codeOf();
  expect(first).toContain('// evolve q#2, mix\n    gate.cx(q(0), q(1));');
  writeFileSync(join(folder, 'parts.qmm'), parts.replace('cx', 'cz'));
  await expect.poll(codeOf, { timeout: 10_000 }).toContain('gate.cz(q(0), q(1))');
  writeFileSync(join(folder, 'moons.qmm'), moons.replace('layers: 2', 'layers: 1'));
  const gates = (code: string): number => code.split('gate.').length;
  await expect
    .poll(async () => gates(await codeOf()), { timeout: 10_000 })
    .toBeLessThan(gates(first));
});
