import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { parsedLibraryText } from '../program.ts';
import { bundleExtension, bundleProgram, type Files } from './bundle.ts';
import type { Manifest } from './vsix.ts';

/** Of the extension's folder: all but what is bundled. */
const OWN = [
  'package.json',
  'README.md',
  'language-configuration.json',
  'syntaxes/*.json',
  'snippets/*.json',
  'walkthrough/*.md',
  'media/*',
];

/** The parts of the published package that the program reads, and the pages that explain diagnostics. */
const OF_PROGRAM = [
  'bin/*.js',
  'cli/submit/local.py',
  'stdlib/*.qmm',
  'compiler/targets/library/*',
  'examples/*/main.qmm',
  'docs/errors/*.md',
];

/** The extension's package.json. */
export function readManifest(root: string): Manifest {
  return JSON.parse(
    readFileSync(join(root, 'editor', 'vscode', 'package.json'), 'utf8'),
  ) as Manifest;
}

/**
 * All that the extension is, by path: its own files, what is bundled, and a whole qmm under `qmm/`.
 * @param without packages that are left out of that, so that what needs them fails
 */
export async function extensionFiles(root: string, without?: readonly string[]): Promise<Files> {
  const { version } = readManifest(root);
  const own = filesBelow(join(root, 'editor', 'vscode'), OWN);
  const program = new Map([
    ...filesBelow(root, OF_PROGRAM),
    ...within('dist', await bundleProgram(root, without)),
    ['dist/library.json', strToU8(parsedLibraryText())] as const,
    ['package.json', strToU8(JSON.stringify({ name: 'qmm', version, type: 'module' }))] as const,
  ]);
  return new Map([...own, ...(await bundleExtension(root)), ...within('qmm', program)]);
}

function filesBelow(folder: string, patterns: readonly string[]): Map<string, Uint8Array> {
  const paths = globSync([...patterns], { cwd: folder })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

function within(folder: string, files: Files): Map<string, Uint8Array> {
  return new Map([...files].map(([path, content]) => [`${folder}/${path}`, content]));
}
