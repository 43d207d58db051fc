import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forbiddenImports, importCycles, longFiles, machineImports, moduleState } from './rules.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ROOMS = [
  'grammar',
  'compiler',
  'runtime',
  'cli',
  'importer',
  'editor',
  'playground',
  'bench',
];

describe('the rooms of the repository', () => {
  const sources = readSources();

  test('are all read', () => {
    expect(sources.size).toBeGreaterThan(20);
  });

  test('import only what the table of ARCHITECTURE.md allows', () => {
    expect(forbiddenImports(sources)).toEqual([]);
  });

  test('import in no circle', () => {
    expect(importCycles(sources)).toEqual([]);
  });

  test('have no file over 500 lines', () => {
    expect(longFiles(sources)).toEqual([]);
  });

  test('remember nothing in modules of grammar, compiler and editor service', () => {
    expect(moduleState(sources)).toEqual([]);
  });

  test('run without Node, except for the host', () => {
    expect(machineImports(sources)).toEqual([]);
  });
});

describe('the rules notice', () => {
  test('an arrow that the table does not allow, however it is written', () => {
    const sources = new Map([
      ['runtime/train/fit.ts', "import type {\n  Fit,\n} from '../../compiler/program.ts';"],
      ['grammar/parser.ts', "export * from 'yargs';\nimport 'chevrotain';"],
      ['editor/service/hover.ts', "const lazily = await import('../../cli/main.ts');"],
      ['editor/vscode/panel.ts', "import { drawSvg } from '../../runtime/draw/index.ts';"],
      [
        'compiler/program.ts',
        "// import '../cli/main.ts'\nimport { parse } from '../grammar/parser.ts';",
      ],
      ['cli/main.ts', "import { compile } from '../compiler/program.ts';"],
    ]);
    expect(forbiddenImports(sources)).toEqual([
      'runtime/train/fit.ts -> compiler/program.ts',
      'grammar/parser.ts -> yargs',
      'editor/service/hover.ts -> cli/main.ts',
      'editor/vscode/panel.ts -> runtime/draw/index.ts',
    ]);
  });

  test('a circle over three files', () => {
    const sources = new Map([
      ['runtime/a.ts', "import { b } from './b.ts';"],
      ['runtime/b.ts', "import { c } from './deep/c.ts';"],
      ['runtime/deep/c.ts', "export { a } from '../a.ts';"],
    ]);
    expect(importCycles(sources)).toEqual([
      'runtime/a.ts -> runtime/b.ts -> runtime/deep/c.ts -> runtime/a.ts',
    ]);
  });

  test('a long file, but not a long generated one', () => {
    const long = 'export {};\n'.repeat(501);
    expect(
      longFiles(
        new Map([
          ['cli/a.ts', long],
          ['cli/a.generated.ts', long],
        ]),
      ),
    ).toEqual(['cli/a.ts has 501 lines']);
  });

  test('a variable or a cache in a module, but not a constant table', () => {
    const text = [
      'export let count = 0;',
      'const cache = new Map<string, Map<string, number>>();',
      "const table = new Map([['a', 1]]);",
      'const none: ReadonlyMap<string, number> = new Map();',
      'function f() {\n  let inside = 0;\n}',
    ].join('\n');
    expect(
      moduleState(
        new Map([
          ['compiler/a.ts', text],
          ['cli/a.ts', text],
        ]),
      ),
    ).toEqual([
      'compiler/a.ts: export let count',
      'compiler/a.ts: const cache = new Map<string, Map<string, number>>()',
    ]);
  });

  test('a file system where there may be none', () => {
    const text = "import { readFileSync } from 'node:fs';";
    const files = ['compiler/a.ts', 'runtime/data/csv.ts', 'runtime/host/node.ts', 'cli/a.ts'];
    expect(machineImports(new Map(files.map((file) => [file, text])))).toEqual([
      'compiler/a.ts -> node:fs',
      'runtime/data/csv.ts -> node:fs',
    ]);
  });
});

function readSources(): Map<string, string> {
  const files = ROOMS.filter((room) => existsSync(join(ROOT, room))).flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
      .map((name) => `${room}/${name.replaceAll('\\', '/')}`),
  );
  if (existsSync(join(ROOT, 'index.ts'))) files.push('index.ts');
  return new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
}
