import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensionFiles, readManifest } from './files.ts';
import { vsix } from './vsix.ts';

/** Writes the extension for VS Code as `dist/qmm-VERSION.vsix`. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = readManifest(root);
const bytes = vsix(manifest, await extensionFiles(root));
const path = join('dist', `${manifest.name}-${manifest.version}.vsix`);
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(join(root, path), bytes);
process.stdout.write(`${path}, ${Math.round(bytes.length / 1000)} kB\n`);
