import { rmSync, writeFileSync } from 'node:fs';
import { build, type BuildOptions } from 'esbuild';
import { libraryBuild } from './library.ts';
import { parsedLibraryText, programBuild } from './program.ts';

/** What lets bundlers and Node import .qmm files: `qmm/vite` and the like. */
const importers = {
  vite: 'importer/vite.ts',
  rollup: 'importer/rollup.ts',
  esbuild: 'importer/esbuild.ts',
  register: 'importer/register.ts',
};

/** `qmm` as it is published starts where it can from a snapshot, which is made on the machine it runs on. */
const starting = { cli: 'cli/snapshot/start.ts', 'snapshot-build': 'cli/snapshot/build.ts' };

/** What such a snapshot is made of: one script, which asks for nothing but modules of Node. */
const snapshotBuild = {
  ...programBuild,
  splitting: false,
  entryPoints: { check: 'cli/snapshot/check.ts' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  sourcemap: false,
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': '__url' },
} satisfies BuildOptions;

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
await build({
  ...programBuild,
  entryPoints: { ...programBuild.entryPoints, ...starting, ...importers },
});
await build(snapshotBuild);
await build(libraryBuild);
writeFileSync(new URL('../dist/library.json', import.meta.url), parsedLibraryText());
