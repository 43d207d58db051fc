import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { sourceHost } from '../cli/host.ts';
import { readLibrary } from '../compiler/index.ts';
import { libraryBuild } from './library.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: {
    cli: 'cli/main.ts',
    node: 'runtime/node/index.ts',
    thread: 'runtime/node/thread.ts',
  },
  outdir: 'dist',
  bundle: true,
  // Without it, what commands import lazily would be loaded at every start.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  minify: true,
  sourcemap: 'linked',
  alias: { 'string-width': fileURLToPath(new URL('string-width.ts', import.meta.url)) },
  // Large, rarely needed, or (source-map) reading a file beside themselves.
  external: ['ts-morph', 'prettier', 'source-map'],
  // yargs and vscode-languageserver still call require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

await build(libraryBuild);

// Parsing the library is half of what a cold `qmm check` would do.
const { modules } = readLibrary((path) => sourceHost().read(path));
const parsed = [...modules.values()].map(({ path, text, tree }) => [path, { text, tree }] as const);
writeFileSync(
  new URL('../dist/library.json', import.meta.url),
  JSON.stringify(Object.fromEntries(parsed)),
);
