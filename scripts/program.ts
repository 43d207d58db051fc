import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { sourceHost } from '../cli/host.ts';
import { readLibrary } from '../compiler/index.ts';

/** The program `qmm` with its threads, and what Node programs import. */
export const programBuild = {
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
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
  // Lines of stack traces are worth it; the sources themselves would triple the package.
  sourcesContent: false,
  alias: { 'string-width': fileURLToPath(new URL('string-width.ts', import.meta.url)) },
  // Large, rarely needed, or (source-map) reading a file beside themselves.
  external: ['ts-morph', 'prettier', 'source-map'],
  // yargs and vscode-languageserver still call require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
} satisfies BuildOptions;

/** `library.json` beside the program: parsing the library is half of what a cold `qmm check` would do. */
export function parsedLibraryText(): string {
  const { modules } = readLibrary((path) => sourceHost().read(path));
  const parsed = [...modules.values()].map(
    ({ path, text, tree }) => [path, { text, tree }] as const,
  );
  return JSON.stringify(Object.fromEntries(parsed));
}
