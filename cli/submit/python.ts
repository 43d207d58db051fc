import { spawn } from 'node:child_process';
import { UserProblem } from '../../runtime/program/problem.ts';
import { packagePath } from '../package.ts';
import type { SubmitTarget } from './target.ts';

/** What a Python process said. */
interface PythonAnswer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A Python that has what a target runs on. */
export interface Python {
  /** Asks our script; @param input for its standard input */
  ask(words: readonly string[], input?: string): Promise<PythonAnswer>;
}

interface Packages {
  readonly script: string;
  /** As it stands in `runs on a Python with …`. */
  readonly what: string;
  readonly install: string;
}

const IBM: Packages = {
  script: 'cli/submit/local.py',
  what: "IBM's primitives",
  install: 'qiskit-ibm-runtime qiskit-aer qiskit-qasm3-import',
};
const BRAKET: Packages = {
  script: 'cli/submit/braket_local.py',
  what: "Amazon Braket's simulator",
  install: 'amazon-braket-default-simulator',
};

/**
 * The user's Python: QMM_PYTHON, else the first of `python3` and `python` that has what is needed.
 * @throws UserProblem that says how to get it
 */
export async function findPython(
  { kind, name: machine }: SubmitTarget,
  signal: AbortSignal,
): Promise<Python> {
  const { script, what, install } = kind === 'braket' ? BRAKET : IBM;
  const own = process.env['QMM_PYTHON'];
  const reasons: string[] = [];
  for (const name of own === undefined ? ['python3', 'python'] : [own]) {
    const ask: Python['ask'] = (words, input) => askScript(name, [script, ...words], input, signal);
    const { code, err } = await ask(['check']);
    if (code === 0) return { ask };
    reasons.push(`${name}: ${err.trim().split('\n').at(-1)!}`);
  }
  const target = kind === 'aer' ? kind : `${kind}:${machine}`;
  throw new UserProblem({
    code: 'target-cannot',
    message: `\`${target}\` runs on a Python with ${what}, and none was found (${reasons.join('; ')}).`,
    help: `\`python3 -m pip install ${install}\` gets it; QMM_PYTHON=/path/to/python names the one that has it.`,
  });
}

function askScript(
  python: string,
  [script, ...words]: readonly [string, ...string[]],
  input: string | undefined,
  signal: AbortSignal,
): Promise<PythonAnswer> {
  return new Promise((resolve) => {
    const child = spawn(python, [packagePath(script), ...words], { signal });
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
