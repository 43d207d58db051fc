import {
  compile,
  readLibrary,
  type Compilation,
  type Diagnostic,
  type Library,
} from '../../compiler/index.ts';
import { hoverAt, type Hover } from './hover.ts';

/** What the service reads of the world; open documents come before it. */
export interface ServiceHost {
  /** The text of a file, or of the library under `library:NAME.qmm`; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Paths of the library's files. */
  readonly library: readonly string[];
}

interface Document {
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** What an editor asks of the language, as plain data: paths, UTF-16 offsets, strings. */
export interface Service {
  /** A document is open, or has changed. An older version than the known one is ignored. */
  set(document: Document): void;
  /** It is closed: from now on its file counts. */
  remove(path: string): void;
  /** Something outside has changed: files are read anew. */
  refresh(): void;
  /** Diagnostics by file: of the document first, then of files it imports. */
  diagnosticsFor(path: string): ReadonlyMap<string, readonly Diagnostic[]>;
  /** What to show at an offset; undefined where there is nothing to say. */
  hoverAt(path: string, offset: number): Hover | undefined;
  /** Open documents that read `path`, itself among them. */
  dependents(path: string): readonly string[];
}

export function createService(host: ServiceHost): Service {
  const documents = new Map<string, Document>();
  const compilations = new Map<string, Compilation>();
  const read = (path: string): string | undefined => documents.get(path)?.text ?? host.read(path);

  let library: Library | undefined;

  const compilationOf = (path: string): Compilation => {
    const known = compilations.get(path);
    if (known) return known;
    library ??= readLibrary(host.read);
    const fresh = compile({ entry: path, host: { read }, library });
    compilations.set(path, fresh);
    return fresh;
  };
  const dependents = (path: string): string[] =>
    [...documents.keys()].filter(
      (each) => each === path || (compilations.get(each)?.sources.has(path) ?? true),
    );
  const forget = (path: string): void => {
    for (const each of compilations.keys()) {
      if (each === path || compilations.get(each)!.sources.has(path)) compilations.delete(each);
    }
  };

  return {
    set: (document) => {
      const known = documents.get(document.path);
      if (known && known.version > document.version) return;
      documents.set(document.path, document);
      forget(document.path);
    },
    remove: (path) => {
      documents.delete(path);
      forget(path);
    },
    refresh: () => {
      library = undefined;
      compilations.clear();
    },
    diagnosticsFor: (path) => {
      const byFile = new Map<string, Diagnostic[]>([[path, []]]);
      for (const diagnostic of compilationOf(path).diagnostics) {
        const { file } = diagnostic.at;
        byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
      }
      return byFile;
    },
    hoverAt: (path, offset) => {
      const text = read(path);
      if (text === undefined) return undefined;
      return hoverAt({
        path,
        text,
        offset,
        facts: compilationOf(path).facts,
        read,
        library: host.library,
      });
    },
    dependents,
  };
}
