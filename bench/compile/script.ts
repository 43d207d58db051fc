import { execFile } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** The Qiskit that conformance tests use. */
export const CONFORMANCE = {
  folder: join(ROOT, '.venv'),
  requirements: join(ROOT, 'test', 'conformance', 'requirements.txt'),
};

/** What a script of `peers/python` answers on its output, both ways as JSON. */
export async function askScript(
  python: string,
  [script, ...words]: readonly [string, ...string[]],
  input: unknown,
): Promise<unknown> {
  const path = join(ROOT, 'bench', 'peers', 'python', script);
  const output = await new Promise<string>((resolve, reject) => {
    const options = { maxBuffer: 2 ** 30 };
    const child = execFile(python, [path, ...words], options, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim().split('\n').at(-1) ?? error.message));
      else resolve(stdout);
    });
    child.stderr?.pipe(process.stderr);
    child.stdin?.end(JSON.stringify(input));
  });
  return JSON.parse(output);
}
