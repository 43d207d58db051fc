import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.venv');
const STAMP = join(FOLDER, 'requirements.sha256');
const REQUIREMENTS = join(ROOT, 'test', 'conformance', 'requirements.txt');
const PYTHON = join(
  FOLDER,
  ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
);

export type PythonEnvironment =
  | { readonly kind: 'ready'; readonly python: string }
  /** Why the tests that need it cannot run here, in one sentence. */
  | { readonly kind: 'missing'; readonly reason: string };

/**
 * A Python with real Qiskit and scikit-learn in `.venv`, made on first use (a minute or so, 370 MB) and again when
 * `test/conformance/requirements.txt` changes.
 */
export async function pythonEnvironment(): Promise<PythonEnvironment> {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const made = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
  if (made === wanted) return { kind: 'ready', python: PYTHON };
  const base = await findPython();
  if (base === undefined) return { kind: 'missing', reason: 'there is no python3 on this machine' };
  try {
    rmSync(FOLDER, { recursive: true, force: true });
    await run(base, ['-m', 'venv', FOLDER]);
    await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
  } catch (error) {
    const lines = error instanceof Error ? error.message.trim().split('\n') : [String(error)];
    return {
      kind: 'missing',
      reason: `the Python environment could not be made: ${lines.at(-1)!}`,
    };
  }
  // Written last: half an installation is made anew.
  writeFileSync(STAMP, wanted);
  return { kind: 'ready', python: PYTHON };
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
