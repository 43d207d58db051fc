import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UserProblem } from '../runtime/program/problem.ts';
import { readText } from './host.ts';

/**
 * Runs work on a folder that no other process works on: two would submit, or train, everything twice.
 * @param what the folder holds, e.g. `submission`
 * @param help what to do where another process has it
 * @throws UserProblem where one has
 */
export async function withLock<Result>(
  folder: string,
  { what, help }: { readonly what: string; readonly help: string },
  work: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  take(path, what, help);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string, what: string, help: string): void {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const owner = Number(readText(path) ?? '');
    if (isAlive(owner)) {
      throw new UserProblem({
        code: 'argument-invalid',
        message: `Another qmm (process ${owner}) works on this ${what}.`,
        help,
        file: path,
      });
    }
    // What it belonged to was killed.
    rmSync(path, { force: true });
    take(path, what, help);
  }
}

function isAlive(process_: number): boolean {
  if (!(process_ > 0)) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
