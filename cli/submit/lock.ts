import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UserProblem } from '../../runtime/program/problem.ts';
import { readText } from '../host.ts';

/**
 * Runs work on a submission that no other process works on: two would submit twice.
 * @throws UserProblem where one does
 */
export async function withLock<Result>(
  folder: string,
  work: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  take(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): void {
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
        message: `Another qmm (process ${owner}) works on this submission.`,
        help: 'Wait for it, or end it; `qmm jobs` goes on then.',
        file: path,
      });
    }
    // What it belonged to was killed.
    rmSync(path, { force: true });
    take(path);
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
