import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';

/** What other programs import: the runtime, and the script of its threads. Bundled for browsers, so that both run it. */
export const libraryBuild = {
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: { index: 'index.ts', 'page-thread': 'runtime/threads/page-thread.ts' },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2024',
  minify: true,
  sourcemap: 'linked',
  // The one for Node takes its Buffer.
  alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' },
} satisfies BuildOptions;
