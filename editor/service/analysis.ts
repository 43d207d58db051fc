import {
  compile,
  indexNames,
  knownNames,
  loadWorld,
  type Compilation,
  type Diagnostic,
  type Fact,
  type Library,
  type LoadedWorld,
  type Module,
  type NameIndex,
  type World,
} from '../../compiler/index.ts';
import type { Parsed, SourceFile } from '../../grammar/index.ts';

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

export function createAnalysis(around: AnalysisRequest): Analysis {
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
