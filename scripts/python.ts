import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PythonPackages {
  /** Of the virtual environment. */
  readonly folder: string;
  /** A file of pinned packages. */
  readonly requirements: string;
  /** Further words for `pip install`. */
  readonly options?: readonly string[];
}

export type PythonEnvironment =
  | { readonly kind: 'ready'; readonly python: string }
  /** Why what needs it cannot run here, in one sentence. */
  | { readonly kind: 'missing'; readonly reason: string };

/** A Python with packages in a folder of its own, made on first use and again when the list of packages changes. */
export async function pythonEnvironment({
  folder,
  requirements,
  options = [],
}: PythonPackages): Promise<PythonEnvironment> {
  const stamp = join(folder, 'requirements.sha256');
  const python = join(
    folder,
    ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  );
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const made = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (made === wanted) return { kind: 'ready', python };
  const base = await findPython();
  if (base === undefined) {
    return { kind: 'missing', reason: 'there is no python3, 3.11 or newer, on this machine' };
  }
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    await run(base, ['-m', 'venv', folder]);
    const install = ['-m', 'pip', 'install', '--quiet', ...options, '--requirement', requirements];
    await run(python, install);
  } catch (error) {
    const lines = error instanceof Error ? error.message.trim().split('\n') : [String(error)];
    return {
      kind: 'missing',
      reason: `the Python environment could not be made: ${lines.at(-1)!}`,
    };
  }
  // Written last: half an installation is made anew.
  writeFileSync(stamp, wanted);
  return { kind: 'ready', python };
}

async function findPython(): Promise<string | undefined> {
  for (const name of ['python3', 'python']) {
    try {
      const { stdout } = await run(name, ['-c', 'import sys; print(sys.version_info >= (3, 11))']);
      if (stdout.trim() === 'True') return name;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}
