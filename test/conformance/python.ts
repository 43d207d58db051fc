import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonEnvironment, type PythonEnvironment } from '../../scripts/python.ts';

/** Real Qiskit and scikit-learn; making it takes a minute or two, and 480 MB. */
const PACKAGES = {
  folder: join(import.meta.dirname, '..', '..', '.venv'),
  requirements: join(import.meta.dirname, 'requirements.txt'),
};

export type PythonAnswers<Answer> =
  | { readonly kind: 'answered'; readonly answers: Readonly<Record<string, Answer | undefined>> }
  /** Why the tests that need it cannot run here, in one sentence; in CI that is a failure. */
  | { readonly kind: 'missing'; readonly reason: string };

/** Gives all cases to one process of a script of this folder, which answers with an object by their `id`. */
export async function askPython<Answer>(
  script: string,
  cases: readonly { readonly id: string }[],
): Promise<PythonAnswers<Answer>> {
  const environment = await conformancePython();
  if (environment.kind === 'missing') return environment;
  const { stdout, stderr, status } = spawnSync(
    environment.python,
    [join(import.meta.dirname, script)],
    { input: JSON.stringify(cases), encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`${script} failed:\n${stderr}`);
  return { kind: 'answered', answers: JSON.parse(stdout) as Record<string, Answer | undefined> };
}

/** The Python of these tests; in CI it must be there. */
export async function conformancePython(): Promise<PythonEnvironment> {
  const environment = await pythonEnvironment(PACKAGES);
  if (environment.kind === 'missing' && process.env['CI'])
    throw new Error(`In CI the conformance tests must run: ${environment.reason}`);
  return environment;
}
