import { besidePath, readLibrary, type Fact, type Library } from '../../compiler/index.ts';
import { createIncrementalParse } from '../../grammar/incremental/incremental.ts';
import type { Parsed, SourceFile } from '../../grammar/index.ts';
import { createAnalysis, type Analysis } from './analysis.ts';

export type { Analysis } from './analysis.ts';

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
