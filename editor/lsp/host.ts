import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ServiceHost } from '../service/index.ts';

const LIBRARY = 'library:';
const DEVICES = 'library:devices/';

/** This machine's files and the library that comes with the package, and where each is in an editor's terms. */
export interface FileHost extends ServiceHost {
  /** The path of a document; documents without a file keep their URI as their path. */
  readonly pathOf: (uri: string) => string;
  readonly uriOf: (path: string) => string;
  /** The page that explains a diagnostic, where the package has one. */
  readonly explanation: (code: string) => string | undefined;
  /** The folders that are open in the editor: their .qmm files are searched too. */
  readonly setFolders: (folders: readonly string[]) => void;
  /** Files may have come or gone. */
  readonly forgetFiles: () => void;
}

export function fileHost(): FileHost {
  const root = packageRoot(import.meta.dirname);
  const stdlib = join(root, 'stdlib');
  const placeOf = (path: string): string => {
    if (path.startsWith(DEVICES))
      return join(root, 'compiler', 'targets', 'library', path.slice(DEVICES.length));
    return path.startsWith(LIBRARY) ? join(stdlib, path.slice(LIBRARY.length)) : path;
  };
  let folders: readonly string[] = [];
  let files: readonly string[] | undefined;
  return {
    setFolders: (opened) => {
      folders = opened;
      files = undefined;
    },
    forgetFiles: () => {
      files = undefined;
    },
    files: () => (files ??= [...new Set(folders.flatMap(modelFiles))]),
    library: readdirSync(stdlib)
      .filter((name) => name.endsWith('.qmm'))
      .map((name) => LIBRARY + name),
    read: (path) => readText(placeOf(path)),
    pathOf: (uri) => (uri.startsWith('file:') ? fileURLToPath(uri).replaceAll('\\', '/') : uri),
    uriOf: (path) => (isUri(path) ? path : pathToFileURL(placeOf(path)).href),
    explanation: (code) => {
      const page = join(root, 'docs', 'errors', `${code}.md`);
      return existsSync(page) ? pathToFileURL(page).href : undefined;
    },
  };
}

/** More files than a project has; a home folder may have been opened by mistake. */
const MOST_FILES = 2000;
const MOST_FOLDERS = 5000;

/** The .qmm files in a folder and below it, those of hidden folders and packages left out. */
function modelFiles(folder: string): string[] {
  const found: string[] = [];
  const waiting = [folder];
  for (let seen = 0; seen < MOST_FOLDERS && found.length < MOST_FILES; seen++) {
    const here = waiting.shift();
    if (here === undefined) break;
    for (const entry of entriesOf(here)) {
      const path = `${here}/${entry.name}`;
      const isHidden = entry.name.startsWith('.') || entry.name === 'node_modules';
      if (entry.isDirectory() && !isHidden) waiting.push(path);
      else if (entry.isFile() && entry.name.endsWith('.qmm')) found.push(path);
    }
  }
  return found.sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Gone, or not ours to read.
    return [];
  }
}

/** The folder above that holds the library: this file is deeper as source than as built. */
function packageRoot(folder: string): string {
  if (existsSync(join(folder, 'stdlib')) && existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('The standard library is not where the package keeps it.');
  return packageRoot(above);
}

function readText(path: string): string | undefined {
  if (isUri(path) || !existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    // A folder, or a file that may not be read: for the language there is no such file.
    return undefined;
  }
}

/** `untitled:Untitled-1`; a drive such as `c:/` is none, nor is the library. */
function isUri(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(path) && !path.startsWith(LIBRARY);
}
