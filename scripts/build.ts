import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { libraryBuild } from './library.ts';
import { parsedLibraryText, programBuild } from './program.ts';

/** What lets bundlers and Node import .qmm files: `qmm/vite` and the like. */
const importers = {
  vite: 'importer/vite.ts',
  rollup: 'importer/rollup.ts',
  esbuild: 'importer/esbuild.ts',
  register: 'importer/register.ts',
};

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
await build({ ...programBuild, entryPoints: { ...programBuild.entryPoints, ...importers } });
await build(libraryBuild);
writeFileSync(new URL('../dist/library.json', import.meta.url), parsedLibraryText());
