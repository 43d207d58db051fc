import type { AlignedField, FilePaths, Source } from './run.ts';

/** The files that a source names, as written; those of the training split first. */
export function sourceFiles(source: Source): readonly string[] {
  switch (source.kind) {
    case 'synthetic':
      return [];
    case 'aligned':
      return Object.values(source.fields).flatMap((field) =>
        field.kind === 'blocks' ? [] : [field.path],
      );
    case 'csv':
    case 'jsonl':
    case 'parquet':
    case 'npy':
    case 'npz':
    case 'windows':
      return filesOf(source.paths);
  }
}

/** A source whose files have other names; one without files stays as it is. */
export function renameFiles(source: Source, rename: (path: string) => string): Source {
  switch (source.kind) {
    case 'synthetic':
      return source;
    case 'aligned': {
      const fields = Object.entries(source.fields).map(
        ([name, field]) => [name, renameField(field, rename)] as const,
      );
      return { kind: 'aligned', fields: Object.fromEntries(fields) };
    }
    case 'csv':
    case 'jsonl':
    case 'parquet':
    case 'npy':
    case 'npz':
    case 'windows':
      return { ...source, paths: renamePaths(source.paths, rename) };
  }
}

function filesOf(paths: FilePaths): readonly string[] {
  if (paths.kind === 'one') return [paths.path];
  return [paths.train, paths.validate, paths.test].filter((path) => path !== null);
}

function renameField(field: AlignedField, rename: (path: string) => string): AlignedField {
  return field.kind === 'blocks' ? field : { ...field, path: rename(field.path) };
}

function renamePaths(paths: FilePaths, rename: (path: string) => string): FilePaths {
  if (paths.kind === 'one') return { kind: 'one', path: rename(paths.path) };
  const { train, validate, test } = paths;
  return {
    kind: 'split',
    train: rename(train),
    validate: validate === null ? null : rename(validate),
    test: test === null ? null : rename(test),
  };
}
