import {
  besidePath,
  compile,
  indexNames,
  knownNames,
  loadWorld,
  readLibrary,
  type Compilation,
  type Diagnostic,
  type Fact,
  type Library,
  type LoadedWorld,
  type Module,
  type NameIndex,
  type World,
} from '../../compiler/index.ts';
import { createIncrementalParse } from '../../grammar/incremental/incremental.ts';
import type { Parsed, SourceFile } from '../../grammar/index.ts';

/** What the service reads of the world; open documents come before it. */
export interface ServiceHost {
  /** The text of a file, or of the library under `library:NAME.qmm`; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Paths of the library's files. */
  readonly library: readonly string[];
  /** Paths of the .qmm files of the folders that are open in the editor. */
  readonly files?: () => readonly string[];
}

export interface Document {
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** One text and what is known of it; each part is worked out when it is asked for, once. */
export interface Analysis {
  readonly path: string;
  readonly text: string;
  readonly tree: SourceFile;
  /** What is wrong with the text alone. */
  readonly problems: Parsed['problems'];
  readonly loaded: LoadedWorld;
  readonly world: World;
  readonly module: Module;
  /** What is wrong and what was found out, without fixes, which take longer. */
  readonly compilation: () => Compilation;
  /** What was found out of this text, or where it has not been compiled yet, of the one before. */
  readonly recentFacts: () => readonly Fact[];
  /** The same diagnostics with the edits that mend them. */
  readonly mended: () => readonly Diagnostic[];
  readonly names: () => NameIndex;
}

/** Open documents over the files of the disk, and what is known of each. */
export interface Workspace {
  readonly set: (document: Document) => void;
  readonly remove: (path: string) => void;
  /** Something outside has changed: files are read anew. */
  readonly refresh: () => void;
  readonly read: (path: string) => string | undefined;
  /** Undefined where there is no such file. */
  readonly analysisOf: (path: string) => Analysis | undefined;
  /** The tree of any file, also of the library. */
  readonly treeOf: (
    path: string,
  ) => { readonly text: string; readonly tree: SourceFile } | undefined;
  /** Open documents that read `path`, itself among them. */
  readonly dependents: (path: string) => readonly string[];
  /** The user's files: open ones, and those of the open folders. */
  readonly files: () => readonly string[];
  readonly library: () => Library;
}

export function createWorkspace(host: ServiceHost): Workspace {
  const documents = new Map<string, Document>();
  const analyses = new Map<string, Analysis>();
  const parses = new Map<string, ParsedFile>();
  const recent = new Map<string, readonly Fact[]>();
  let library: Library | undefined;

  const read = (path: string): string | undefined => documents.get(path)?.text ?? host.read(path);
  const libraryOf = (): Library => (library ??= readLibrary(host.read));
  const parseFile = (path: string, text: string): Parsed => {
    const known = parses.get(path);
    if (known?.text === text) return known.parsed;
    const again = known?.again ?? createIncrementalParse();
    const parsed = again(text);
    parses.set(path, { text, parsed, again });
    return parsed;
  };
  const analysisOf = (path: string): Analysis | undefined => {
    const known = analyses.get(path);
    if (known) return known;
    const text = read(path);
    if (text === undefined) return undefined;
    const fresh = createAnalysis({
      ...{ path, text, parseFile, read },
      library: libraryOf(),
      found: (facts) => recent.set(path, facts),
      recentFacts: () => recent.get(path),
    });
    analyses.set(path, fresh);
    return fresh;
  };
  const forget = (path: string): void => {
    for (const [each, analysis] of analyses) {
      if (each === path || reads(analysis, path)) analyses.delete(each);
    }
  };
  return {
    read,
    analysisOf,
    library: libraryOf,
    set: (document) => {
      const known = documents.get(document.path);
      if (known && known.version > document.version) return;
      documents.set(document.path, document);
      forget(document.path);
    },
    remove: (path) => {
      documents.delete(path);
      parses.delete(path);
      recent.delete(path);
      forget(path);
    },
    refresh: () => {
      library = undefined;
      analyses.clear();
      parses.clear();
    },
    treeOf: (path) => {
      const module = libraryOf().modules.get(path);
      if (module) return { text: module.text, tree: module.tree };
      const text = read(path);
      return text === undefined ? undefined : { text, tree: parseFile(path, text).tree };
    },
    dependents: (path) =>
      [...documents.keys()].filter((each) => {
        const analysis = analyses.get(each);
        return each === path || analysis === undefined || reads(analysis, path);
      }),
    files: () => [...new Set([...documents.keys(), ...(host.files?.() ?? [])])],
  };
}

/** The tree of a file's last text, and the parser that remembers its pieces. */
interface ParsedFile {
  readonly text: string;
  readonly parsed: Parsed;
  readonly again: (text: string) => Parsed;
}

/** Whether a file is read by an analysis, or would be if it were there. */
function reads({ world }: Analysis, path: string): boolean {
  if (world.modules.has(path)) return true;
  return [...world.modules.values()].some(
    (module) =>
      !module.library &&
      module.tree.declarations.some(
        (use) => use.kind === 'use-import' && besidePath(module.path, use.path) === path,
      ),
  );
}

interface AnalysisRequest {
  readonly path: string;
  readonly text: string;
  readonly parseFile: (path: string, text: string) => Parsed;
  readonly read: (path: string) => string | undefined;
  readonly library: Library;
  /** Is told what each compilation found out. */
  readonly found: (facts: readonly Fact[]) => void;
  /** Undefined before the first compilation. */
  readonly recentFacts: () => readonly Fact[] | undefined;
}

function createAnalysis(around: AnalysisRequest): Analysis {
  const { path, text, parseFile, read, library } = around;
  const parsed = parseFile(path, text);
  const once = <Result>(work: () => Result): (() => Result) => {
    let done: { readonly result: Result } | undefined;
    return () => (done ??= { result: work() }).result;
  };
  const loaded = once(() => loadWorld(path, read, library, parseFile));
  const request = () => ({ entry: path, host: { read }, library, loaded: loaded() });
  const compilation = once(() => {
    const compiled = compile({ ...request(), fixes: false });
    // A text that is being typed often has nothing to tell: what was known before is worth more.
    if (compiled.facts.length > 0) around.found(compiled.facts);
    return compiled;
  });
  return {
    path,
    text,
    problems: parsed.problems,
    // Asked for later than the problems, and not always.
    get tree() {
      return parsed.tree;
    },
    get loaded() {
      return loaded();
    },
    get world() {
      // The text is there, so the world is.
      return loaded().world!;
    },
    get module() {
      return loaded().world!.entry;
    },
    compilation,
    recentFacts: () => around.recentFacts() ?? compilation().facts,
    mended: once(() =>
      compilation().diagnostics.some(({ severity }) => severity === 'error')
        ? compile(request()).diagnostics
        : compilation().diagnostics,
    ),
    names: once(() => indexNames(loaded().world!, loaded().world!.entry, knownNames)),
  };
}
