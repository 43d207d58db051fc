import { statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { UserProblem } from '../runtime/program/problem.ts';
import type { DataSource, FilePaths, Run } from '../runtime/program/run.ts';
import { renameFiles } from '../runtime/program/sources.ts';

/** What the command line changes about a run, as typed. */
export interface RunChanges {
  readonly data?: string;
  readonly seed?: number;
}

/**
 * The runs with other settings; other data is for those that read a file, where any of them does.
 *
 * @throws UserProblem where no run has a file to replace
 */
export function changeRuns(
  runs: readonly Run[],
  changes: RunChanges,
  base: string,
): readonly Run[] {
  const others = changes.seed === undefined ? {} : { seed: changes.seed };
  const someRead = runs.some(readsFile);
  return runs.map((run) => changeRun(run, someRead && !readsFile(run) ? others : changes, base));
}

function readsFile({ data }: Run): boolean {
  return data !== null && data.source.kind !== 'synthetic';
}

/**
 * The run with another data file and another seed.
 *
 * @param base folder that the run's data paths are relative to
 * @throws UserProblem where the run has no file to replace
 */
export function changeRun(run: Run, changes: RunChanges, base: string): Run {
  const { data, seed } = changes;
  return {
    ...run,
    data: data === undefined ? run.data : replaceData(run, data, base),
    train: run.train && seed !== undefined ? { ...run.train, seed } : run.train,
  };
}

function replaceData(run: Run, path: string, base: string): DataSource {
  const { data } = run;
  if (!data) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `\`--data ${path}\` replaces the file of a data source, and ${run.name} uses none.`,
      ...(run.train ? { place: run.train.place } : {}),
    });
  }
  const { source } = data;
  if (source.kind === 'synthetic') {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `\`--data ${path}\` replaces the file of a data source, and \`${data.name}\` is made by \`synthetic("${source.generator}")\`.`,
      help: 'Leave `--data` out, or read a table: `csv("table.csv")`.',
      place: data.place,
    });
  }
  if (source.kind === 'aligned') {
    const rename = inFolder(path, base, 'each field');
    return { ...data, source: renameFiles(source, rename) };
  }
  return { ...data, source: { ...source, paths: replacePaths(source.paths, path, base) } };
}

/** A folder stands for the files of the same names in it. */
function replacePaths(paths: FilePaths, path: string, base: string): FilePaths {
  if (paths.kind === 'one') {
    const rename = isFolder(path) ? inFolder(path, base, 'each split') : () => fromBase(base, path);
    return { kind: 'one', path: rename(paths.path) };
  }
  const rename = inFolder(path, base, 'each split');
  const { train, validate, test } = paths;
  return {
    kind: 'split',
    train: rename(train),
    validate: validate === null ? null : rename(validate),
    test: test === null ? null : rename(test),
  };
}

/** Files of the same names in another folder. */
function inFolder(path: string, base: string, owner: string): (name: string) => string {
  if (isFolder(path)) return (name) => fromBase(base, join(path, basename(name)));
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`--data ${path}\` is one file, and this data source has a file for ${owner}.`,
    help: 'Give the folder that holds files of the same names.',
    file: path,
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Relative paths keep a run readable on another machine. */
export function fromBase(base: string, path: string): string {
  return relative(resolve(base), resolve(path)).split(sep).join('/');
}
