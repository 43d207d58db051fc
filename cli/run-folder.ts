import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserProblem } from '../runtime/program/problem.ts';

/** A folder that nobody else writes to, empty until the run starts. */
export interface RunFolder {
  readonly path: string;
  /** Takes the folder and the parents made for it away again, unless a run has begun in it or a machine was asked. */
  discard(): void;
}

/** `runs/<model>/<number>`: the next free number, taken at once, so that two trainings never share one. */
export function nextRunFolder(model: string): RunFolder {
  return nextFolder('runs', model);
}

/** As for runs, of something else that is kept by model. */
export function nextFolder(kind: string, model: string): RunFolder {
  const parent = join(kind, kebab(model));
  const made = mkdirSync(parent, { recursive: true });
  const taken = readdirSync(parent).map(Number).filter(Number.isInteger);
  for (let number = Math.max(0, ...taken) + 1; ; number++) {
    const path = join(parent, String(number));
    if (makeFolder(path)) return runFolder(path, made);
  }
}

/**
 * The folder of `--out`, which must not hold anything yet.
 *
 * @throws UserProblem where it does
 */
export function ownRunFolder(path: string): RunFolder {
  const made = mkdirSync(path, { recursive: true });
  const inside = readdirSync(path);
  if (inside.length === 0) return runFolder(path, made);
  const isRun = inside.includes('run.json');
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`--out ${path}\` ${isRun ? 'already holds a run' : 'is not an empty folder'}.`,
    help: isRun
      ? `Take another folder, or go on with it: \`qmm train --resume ${path}\`.`
      : 'Name a folder that is empty or not there yet.',
    file: path,
  });
}

/** `AvDigits` is `av-digits` on disk. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

function runFolder(path: string, firstMade: string | undefined): RunFolder {
  return {
    path,
    discard: () => {
      const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
      const kept = ['checkpoint.json', 'submission.json'];
      if (files.some((file) => kept.includes(basename(file)))) return;
      rmSync(path, { recursive: true, force: true });
      if (firstMade !== undefined) removeEmpty(dirname(path), dirname(firstMade));
    },
  };
}

/** Upwards from `folder` while empty, ending below `end`. */
function removeEmpty(folder: string, end: string): void {
  for (let path = folder; path !== end && path !== dirname(path); path = dirname(path)) {
    try {
      rmdirSync(path);
    } catch {
      return; // Another run has come into it meanwhile.
    }
  }
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
