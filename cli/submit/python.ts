import { spawn } from 'node:child_process';
import { UserProblem } from '../../runtime/program/problem.ts';
import { packagePath } from '../package.ts';
import { openConversation } from './conversation.ts';
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
  /**
   * Runs the body of a job on a simulator, and gives its results.
   * @throws Error in the words of the simulator
   */
  run(machine: string, seed: number, body: string): Promise<string>;
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
    if (code === 0) {
      const run = kind === 'braket' ? runAlone(ask) : runInTurn(name, script, signal);
      return { ask, run };
    }
    reasons.push(`${name}: ${err.trim().split('\n').at(-1)!}`);
  }
  const target = kind === 'aer' ? kind : `${kind}:${machine}`;
  throw new UserProblem({
    code: 'target-cannot',
    message: `\`${target}\` runs on a Python with ${what}, and none was found (${reasons.join('; ')}).`,
    help: `\`python3 -m pip install ${install}\` gets it; QMM_PYTHON=/path/to/python names the one that has it.`,
  });
}

/** In a process of its own. */
function runAlone(ask: Python['ask']): Python['run'] {
  return async (machine, seed, body) => {
    const { code, out, err } = await ask(['run', machine, String(seed)], body);
    if (code === 0) return out;
    throw new Error(err.trim().split('\n').at(-1) ?? `Python ended with ${code ?? 'a signal'}`);
  };
}

/** In one process for all, because the packages take seconds to load. */
function runInTurn(python: string, script: string, signal: AbortSignal): Python['run'] {
  const tell = openConversation(python, [packagePath(script), 'serve'], signal);
  return async (machine, seed, body) => {
    const told = JSON.parse(await tell(JSON.stringify({ machine, seed, body }))) as Told;
    if (told.results !== undefined) return told.results;
    throw new Error(told.problem);
  };
}

interface Told {
  readonly results?: string;
  readonly problem?: string;
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
