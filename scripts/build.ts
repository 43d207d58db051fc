import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { libraryBuild } from './library.ts';
import { parsedLibraryText, programBuild } from './program.ts';

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
await build(programBuild);
await build(libraryBuild);
writeFileSync(new URL('../dist/library.json', import.meta.url), parsedLibraryText());
