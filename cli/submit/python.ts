import { spawn } from 'node:child_process';
import { UserProblem } from '../../runtime/program/problem.ts';
import { packagePath } from '../package.ts';

/** What a Python process said. */
interface PythonAnswer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A Python that has IBM's primitives. */
export interface Python {
  /** Asks our script; @param input for its standard input */
  ask(words: readonly string[], input?: string): Promise<PythonAnswer>;
}

/**
 * The user's Python: QMM_PYTHON, else the first of `python3` and `python` that has what is needed.
 * @param target what it is looked for, as typed
 * @throws UserProblem that says how to get it
 */
export async function findPython(target: string, signal: AbortSignal): Promise<Python> {
  const own = process.env['QMM_PYTHON'];
  const reasons: string[] = [];
  for (const name of own === undefined ? ['python3', 'python'] : [own]) {
    const ask: Python['ask'] = (words, input) => askScript(name, words, input, signal);
    const { code, err } = await ask(['check']);
    if (code === 0) return { ask };
    reasons.push(`${name}: ${err.trim().split('\n').at(-1)!}`);
  }
  throw new UserProblem({
    code: 'target-cannot',
    message: `\`${target}\` runs on a Python with IBM's primitives, and none was found (${reasons.join('; ')}).`,
    help: '`python3 -m pip install qiskit-ibm-runtime qiskit-aer qiskit-qasm3-import` gets them; QMM_PYTHON=/path/to/python names the one that has them.',
  });
}

function askScript(
  python: string,
  words: readonly string[],
  input: string | undefined,
  signal: AbortSignal,
): Promise<PythonAnswer> {
  return new Promise((resolve) => {
    const script = packagePath('cli/submit/local.py');
    const child = spawn(python, [script, ...words], { signal });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', (error) => resolve({ code: null, out, err: error.message }));
    child.on('close', (code) => resolve({ code, out, err }));
    // One that ends early does not read on; its end tells why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}
