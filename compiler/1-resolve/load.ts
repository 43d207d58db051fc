import { parse, type Parsed } from '../../grammar/index.ts';
import type { Name, SourceFile, UseImport } from '../../grammar/tree.ts';
import { diagnose, didYouMean } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { syntaxDiagnostic } from '../diagnostics/syntax.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { foreignCircuit, foreignModule } from './foreign.ts';
import type { Declared, Module, World } from './world.ts';

/** The library's files; `read` gives them under `library:NAME.qmm`. */
export const libraryFiles = [
  'encoders',
  'reuploading',
  'words',
  'pictures',
  'blocks',
  'layers',
  'structured',
  'networks',
  'fusion',
  'comparison',
  'kernels',
  'readouts',
  'features',
  'functions',
  'convolutions',
  'recurrent',
  'late',
  'objectives',
].map((name) => `library:${name}.qmm`);

export type Read = (path: string) => string | undefined;

/** The standard library as read once: nothing a compilation does changes it. */
export interface Library {
  readonly modules: ReadonlyMap<string, Module>;
  /** What it declares, by name. */
  readonly names: ReadonlyMap<string, Declared>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The tree of a file that was parsed before; undefined where the text is another one. */
export type ParsedBefore = (path: string, text: string) => SourceFile | undefined;

/**
 * Reads the library's files, which takes longer than most compilations: who compiles more than once keeps it.
 * @param parsed trees from the build of the package, which spare the parsing
 */
export function readLibrary(read: Read, parsed?: ParsedBefore): Library {
  const diagnostics: Diagnostic[] = [];
  const modules = new Map<string, Module>();
  const names = new Map<string, Declared>();
  const parseFile: Parse = (path, text) => {
    const before = parsed?.(path, text);
    return before === undefined ? parse(text) : { tree: before, problems: [] };
  };
  for (const path of libraryFiles) {
    const module = loadModule(path, [], { read, modules, diagnostics, parse: parseFile });
    for (const [name, declared] of module?.declared ?? []) names.set(name, declared);
  }
  return { modules, names, diagnostics };
}

/** The tree of a file's text, for who reads the same files again and again. */
export type Parse = (path: string, text: string) => Parsed;

/** The files of one compilation, read and parsed. */
export interface LoadedWorld {
  /** Undefined when the entry cannot be read. */
  readonly world: World | undefined;
  /** What was wrong with reading and parsing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the entry file and what it imports. */
export function loadWorld(
  entry: string,
  read: Read,
  library: Library,
  parseFile: Parse = (_, text) => parse(text),
): LoadedWorld {
  const diagnostics = [...library.diagnostics];
  const modules = new Map(library.modules);
  const main = loadModule(entry, [], { read, modules, diagnostics, parse: parseFile });
  return { world: main && { entry: main, modules, library: library.names }, diagnostics };
}

interface Loading {
  readonly read: Read;
  readonly modules: Map<string, Module>;
  readonly diagnostics: Diagnostic[];
  readonly parse: Parse;
}

function loadModule(path: string, trail: readonly string[], loading: Loading): Module | undefined {
  const known = loading.modules.get(path);
  if (known) return known;
  const text = loading.read(path);
  if (text === undefined) return undefined;
  const { tree, problems } = loading.parse(path, text);
  loading.diagnostics.push(...problems.map((problem) => syntaxDiagnostic(problem, path)));
  const module: Module = {
    path,
    text,
    tree,
    library: path.startsWith('library:'),
    declared: declarations(tree, path, loading.diagnostics),
    imported: imports(tree, path, [...trail, path], loading),
    models: tree.declarations.filter((one) => one.kind === 'model'),
    data: tree.declarations.filter((one) => one.kind === 'data'),
    targets: tree.declarations.filter((one) => one.kind === 'target'),
    trains: tree.declarations.filter((one) => one.kind === 'train'),
    compares: tree.declarations.filter((one) => one.kind === 'compare'),
  };
  loading.modules.set(path, module);
  return module;
}

/** The file's own names. Functions, circuits, values and models share what a reader sees as one list. */
function declarations(
  tree: SourceFile,
  path: string,
  diagnostics: Diagnostic[],
): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const declaration of tree.declarations) {
    if (
      declaration.kind !== 'function' &&
      declaration.kind !== 'circuit' &&
      declaration.kind !== 'let' &&
      declaration.kind !== 'model'
    ) {
      continue;
    }
    const { name } = declaration;
    const first = declared.get(name.text);
    if (first) {
      diagnostics.push(
        diagnose(
          'duplicate-name',
          'default',
          at(path, name.span),
          { name: name.text },
          {
            related: [{ at: at(path, first.declaration.name.span), label: 'first declared here' }],
          },
        ),
      );
      continue;
    }
    if (name.text !== '')
      declared.set(name.text, { kind: declaration.kind, declaration, path } as Declared);
  }
  return declared;
}

function imports(
  tree: SourceFile,
  path: string,
  trail: readonly string[],
  loading: Loading,
): Map<string, Declared> {
  const imported = new Map<string, Declared>();
  for (const use of tree.declarations) {
    if (use.kind !== 'use-import' || use.path === '') continue;
    const target = join(path, use.path);
    // Until it is found below; where it is not, that is told once and its uses are silent.
    for (const { name, alias } of use.imports)
      imported.set((alias ?? name).text, { kind: 'failed', declaration: { name }, path: target });
    const noFile = (): void => {
      const help = `It was looked for at ${target}.`;
      const place = at(path, use.pathSpan);
      loading.diagnostics.push(
        diagnose('import-not-found', 'file', place, { path: use.path }, { help }),
      );
    };
    const noName: ReportName = (name, names) => {
      const place = at(path, name.span);
      const values = { path: use.path, name: name.text };
      const extras = didYouMean(place, nearest(name.text, names));
      loading.diagnostics.push(diagnose('import-not-found', 'name', place, values, extras));
    };
    if (trail.includes(target)) {
      const cycle = [...trail.slice(trail.indexOf(target)), target].join(' -> ');
      loading.diagnostics.push(
        diagnose('import-cycle', 'default', at(path, use.pathSpan), { cycle }),
      );
      continue;
    }
    if (target.endsWith('.qasm')) {
      const text = loading.read(target);
      if (text === undefined) noFile();
      else importCircuits(use, foreignModule(target, text), loading, imported, noName);
      continue;
    }
    const module = loadModule(target, trail, loading);
    if (!module) {
      noFile();
      continue;
    }
    for (const { name, alias } of use.imports) {
      const declared = module.declared.get(name.text);
      if (declared) imported.set((alias ?? name).text, declared);
      else noName(name, [...module.declared.keys()]);
    }
  }
  return imported;
}

type ReportName = (name: Name, names: readonly string[]) => void;

/** Circuits of an OpenQASM file. */
function importCircuits(
  use: UseImport,
  module: Module,
  loading: Loading,
  imported: Map<string, Declared>,
  noName: ReportName,
): void {
  loading.modules.set(module.path, module);
  for (const { name, alias } of use.imports) {
    const { declared, names, diagnostics } = foreignCircuit(module.path, module.text, name);
    loading.diagnostics.push(...diagnostics);
    if (declared) imported.set((alias ?? name).text, declared);
    else noName(name, names);
  }
}

function at(file: string, span: { start: number; end: number }): Diagnostic['at'] {
  return { file, start: span.start, end: span.end };
}

/** `target` relative to the folder of `path`, with `.` and `..` resolved. */
export function join(path: string, target: string): string {
  if (target.startsWith('/')) return target;
  const parts = path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '.' || part === '') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
