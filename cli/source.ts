import type { Compilation, Diagnostic, Library, Location } from '../compiler/index.ts';
import { UserProblem } from '../runtime/program/problem.ts';
import { UsageError } from './exit.ts';
import { readText, sourceHost } from './host.ts';
import { parsedLibrary } from './parsed-library.ts';
import { DiagnosedProblem } from './problems.ts';

/** What the command line changes about a file before it is compiled. */
export interface SourceChanges {
  /** `--set KEY=VALUE`, by key. */
  readonly set?: Readonly<Record<string, string>>;
  /** `--on` and its `--shots`: a machine takes the training steps. */
  readonly onMachine?: { readonly shots: number | undefined } | undefined;
}

/** The compiler, with the library read. */
export interface ReadyCompiler extends Pick<Compiler, 'compile' | 'compileOpenqasm'> {
  readonly library: Library;
}

type Compiler = typeof import('../compiler/index.ts');

/** The compiler with the library as the build left it, else read now. */
export function readyCompiler(compiler: Compiler): ReadyCompiler {
  const host = sourceHost();
  const built = parsedLibrary();
  const read = (path: string): string | undefined => built?.read(path) ?? host.read(path);
  return { ...compiler, library: compiler.readLibrary(read, built?.parsed) };
}

/** A file with everything found in it, right or wrong. */
export async function readSource(file: string, changes: SourceChanges = {}): Promise<Compilation> {
  // A file that is not there needs no compiler.
  if (readText(file) === undefined) throw missingFile(file);
  return readSourceWith(readyCompiler(await import('../compiler/index.ts')), file, changes);
}

/** The same with a compiler that is at hand. */
export function readSourceWith(
  { compile, compileOpenqasm, library }: ReadyCompiler,
  file: string,
  changes: SourceChanges = {},
): Compilation {
  const text = readText(file);
  if (text === undefined) throw missingFile(file);
  if (file.endsWith('.qasm')) return compileOpenqasm(file, text);
  const compilation = compile({ entry: file, host: sourceHost(), library, ...changes });
  const diagnostics =
    Object.keys(changes.set ?? {}).length === 0
      ? compilation.diagnostics
      : compilation.diagnostics.map((diagnostic) => placeOnCommandLine(diagnostic, file));
  return { ...compilation, diagnostics, sources: withPlaces(compilation) };
}

/** What `--set` brought in stands nowhere in the file; the compiler gives it the empty place at its start. */
function placeOnCommandLine(diagnostic: Diagnostic, entry: string): Diagnostic {
  const isNowhere = ({ file, start, end }: Location): boolean =>
    file === entry && start === 0 && end === 0;
  const at = isNowhere(diagnostic.at) ? { file: '--set', start: 0, end: 0 } : diagnostic.at;
  return { ...diagnostic, at, related: diagnostic.related.filter((one) => !isNowhere(one.at)) };
}

/** Beside the user's texts those of the library that a diagnostic points into. */
function withPlaces({ diagnostics, sources }: Compilation): ReadonlyMap<string, string> {
  const places = diagnostics.flatMap(({ at, related }) => [at, ...related.map((one) => one.at)]);
  const texts = new Map(sources);
  for (const { file } of places) {
    const text = texts.get(file) ?? sourceHost().read(file);
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
}

/**
 * A file that can be used.
 *
 * @throws DiagnosedProblem where it has errors
 */
export async function readValidSource(
  file: string,
  changes: SourceChanges = {},
): Promise<Compilation> {
  const compilation = await readSource(file, changes);
  const { diagnostics, sources } = compilation;
  const wrong = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  if (wrong) throw new DiagnosedProblem(diagnostics, sources);
  return compilation;
}

/** `epochs=5` and the like, by key; the last one of a key counts. */
export function parseSettings(given: readonly string[]): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1) {
      throw new UsageError(`\`--set ${text}\` is not KEY=VALUE.`, 'For example: `--set epochs=5`.');
    }
    settings[text.slice(0, at).trim()] = text.slice(at + 1).trim();
  }
  return settings;
}

/** What to tell where a file is not there. */
export function missingFile(file: string): UserProblem {
  return new UserProblem({
    code: 'file-not-found',
    message: `There is no file \`${file}\` here.`,
    help: `The path is relative to the folder you are in. \`qmm new my-model\` starts a project.`,
    file,
  });
}
