import { posix } from 'node:path';

/** Source texts by path relative to the repository root. */
export type Sources = ReadonlyMap<string, string>;

interface Import {
  readonly from: string;
  /** A path relative to the root, or a package's name. */
  readonly to: string;
  readonly isPackage: boolean;
}

/** What each room may import of the others, as in the table of ARCHITECTURE.md; a prefix stands for all below it. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  grammar: ['grammar/'],
  compiler: ['compiler/', 'grammar/', 'runtime/program/', 'runtime/draw/'],
  runtime: ['runtime/'],
  cli: ['cli/', 'compiler/', 'runtime/', 'editor/lsp/'],
  importer: ['importer/', 'compiler/', 'runtime/program/', 'cli/host.ts', 'cli/parsed-library.ts'],
  editor: ['editor/', 'compiler/', 'grammar/', 'runtime/program/', 'runtime/draw/'],
  // The language server is a program of its own to it, as to any editor.
  'editor/vscode': ['editor/vscode/', 'runtime/report/'],
  playground: ['playground/', 'compiler/', 'runtime/', 'editor/service/'],
  'index.ts': ['compiler/', 'runtime/'],
};

/** Rooms whose packages are listed; the others may use any dependency. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = { grammar: ['chevrotain'] };

/** Rooms that run in a browser too; the host is where a runtime meets the machine. */
const PURE = /^(grammar|compiler|editor\/service)\//;
const HOST = /^runtime\/(host|node)([-./])/;

/** Rooms that work on many documents at once, so nothing may be remembered in a module. */
const STATELESS = /^(grammar|compiler|editor\/service)\//;

const GENERATED = /\.generated\.ts$|(^|\/)generated\//;
const LONGEST = 500;

/** Imports that the table of rooms does not allow. */
export function forbiddenImports(sources: Sources): string[] {
  return importsOf(sources)
    .filter((line) => !isAllowed(line))
    .map(({ from, to }) => `${from} -> ${to}`);
}

/** Each group of files that import one another, as one path around it. */
export function importCycles(sources: Sources): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of importsOf(sources)) {
    if (sources.has(to)) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const seen = path.indexOf(file);
    if (seen >= 0) cycles.push([...path.slice(seen), file].join(' -> '));
    if (seen >= 0 || finished.has(file)) return;
    for (const next of targets.get(file) ?? []) visit(next, [...path, file]);
    finished.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return cycles;
}

/** Files too long to be about one idea; generated tables are not read by people. */
export function longFiles(sources: Sources): string[] {
  return [...sources]
    .filter(([file]) => !GENERATED.test(file))
    .map(([file, text]) => ({ file, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ file, lines }) => `${file} has ${String(lines)} lines`);
}

/** Module-level variables and empty collections, which only make sense if something is remembered in them. Types that say `Readonly` are believed. */
export function moduleState(sources: Sources): string[] {
  const state =
    /^(?:export )?(?:let|var)\s+\w+|^(?:export )?const \w+\b(?!: Readonly)[^=\n]*= new (?:Map|Set|WeakMap|WeakSet)(?:<[^\n]*>)?\(\)/gm;
  return [...sources]
    .filter(([file]) => STATELESS.test(file))
    .flatMap(([file, text]) => [...text.matchAll(state)].map(([line]) => `${file}: ${line}`));
}

/** Imports of Node's own modules where the code also runs in a browser. */
export function machineImports(sources: Sources): string[] {
  return importsOf(sources)
    .filter(({ from, to }) => to.startsWith('node:') && isPortable(from))
    .map(({ from, to }) => `${from} -> ${to}`);
}

function isPortable(file: string): boolean {
  return PURE.test(file) || (file.startsWith('runtime/') && !HOST.test(file));
}

function isAllowed({ from, to, isPackage }: Import): boolean {
  const parts = from.split('/');
  const [room, inner] = [parts[0]!, parts.slice(0, 2).join('/')];
  const arrows = ARROWS[inner] ?? ARROWS[room];
  if (arrows === undefined) return true;
  if (!isPackage) return arrows.some((prefix) => to.startsWith(prefix) || to === prefix);
  const packages = PACKAGES[room];
  return packages === undefined || packages.includes(to);
}

function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) =>
    targetsOf(text).map((target) => ({
      from,
      to: resolve(from, target),
      isPackage: !target.startsWith('.'),
    })),
  );
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`; examples inside comments do not count. */
function targetsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const statements =
    /^(?:import|export)\b[^'";]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;
  return [...code.matchAll(statements)].map(([, a, b, c]) => (a ?? b ?? c)!);
}

function resolve(from: string, target: string): string {
  if (target.startsWith('.')) return posix.join(posix.dirname(from), target);
  return target;
}
