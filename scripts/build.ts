import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { cli: 'cli/main.ts', index: 'index.ts' },
  outdir: 'dist',
  bundle: true,
  // Without it, what commands import lazily would be loaded at every start.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  minify: true,
  sourcemap: 'linked',
  // Large, rarely needed, or (source-map) reading a file beside themselves.
  external: ['ts-morph', 'prettier', 'source-map'],
  // yargs and vscode-languageserver still call require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
