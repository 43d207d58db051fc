import { basename, dirname, join } from 'node:path';
import { compile, readLibrary } from '../compiler/index.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { plain, positionAt, renderDiagnostic } from '../compiler/diagnostics/render/index.ts';
import { exportedModels, type ExportedModel } from '../compiler/emit/typescript/index.ts';
import { readText, sourceHost } from '../cli/host.ts';
import { parsedLibrary } from '../cli/parsed-library.ts';

/** A .qmm file, compiled. */
export interface ModelFile {
  readonly models: readonly ExportedModel[];
  /** Texts by path; paths are relative to the folder of the file. */
  readonly sources: ReadonlyMap<string, string>;
  /** Itself and all that it uses. */
  readonly files: readonly string[];
}

/** What is wrong with a .qmm file, as bundlers show it. */
export class ModelFileError extends Error {
  readonly id: string;
  /** Lines count from 1, columns from 0. */
  readonly loc: { readonly file: string; readonly line: number; readonly column: number };
  constructor(message: string, loc: ModelFileError['loc']) {
    super(message);
    this.name = 'ModelFileError';
    this.id = loc.file;
    this.loc = loc;
  }
}

/**
 * Compiles a file.
 * @throws ModelFileError with the first of its errors
 */
export function readModelFile(path: string): ModelFile {
  const folder = dirname(path);
  const entry = basename(path);
  const built = parsedLibrary();
  const host = sourceHost();
  const read = (wanted: string): string | undefined =>
    wanted.startsWith('library:')
      ? (built?.read(wanted) ?? host.read(wanted))
      : readText(join(folder, wanted));
  const { runs, diagnostics, sources } = compile({
    entry,
    host: { read },
    library: readLibrary(read, built?.parsed),
  });
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong !== undefined) throw errorOf(wrong, sources, folder);
  return {
    models: exportedModels(runs),
    sources,
    files: [...new Set([entry, ...sources.keys()])].map((each) => join(folder, each)),
  };
}

function errorOf(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, string>,
  folder: string,
): ModelFileError {
  const { file, start } = diagnostic.at;
  const { line, column } = positionAt(sources.get(file) ?? '', start);
  const message = renderDiagnostic(diagnostic, sources, { width: 100, paint: plain });
  return new ModelFileError(message, { file: join(folder, file), line, column: column - 1 });
}
