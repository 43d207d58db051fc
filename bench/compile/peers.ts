import { execFile } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import { pythonEnvironment } from '../../scripts/python.ts';
import { peerEnvironment } from '../peers/environment.ts';
import type { CompileTask } from './tasks.ts';

const answer = v.union([
  v.object({
    twoQubit: v.number(),
    depth: v.number(),
    oneQubit: v.number(),
    milliseconds: v.number(),
  }),
  v.object({ error: v.string() }),
]);

export type CompileAnswer = v.InferOutput<typeof answer>;

export const compilePeers = ['qiskit-o2', 'qiskit-o3', 'pytket'] as const;

export type CompilePeer = (typeof compilePeers)[number];

const ROOT = join(import.meta.dirname, '..', '..');

/** The Qiskit that conformance tests use. */
export const CONFORMANCE = {
  folder: join(ROOT, '.venv'),
  requirements: join(ROOT, 'test', 'conformance', 'requirements.txt'),
};

const tell = (doing: string): void => {
  console.error(doing);
};

/** What a package makes of all tasks, one after the other in one process. */
export async function askCompiler(
  peer: CompilePeer,
  tasks: readonly CompileTask[],
  repeats: number,
): Promise<readonly CompileAnswer[]> {
  const environment =
    peer === 'pytket'
      ? await peerEnvironment('pytket', tell)
      : await pythonEnvironment(CONFORMANCE);
  if (environment.kind === 'missing') return tasks.map(() => ({ error: environment.reason }));
  const script = join(ROOT, 'bench', 'peers', 'python', 'compile.py');
  const output = await new Promise<string>((resolve, reject) => {
    const options = { maxBuffer: 2 ** 30 };
    const child = execFile(environment.python, [script, peer], options, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim().split('\n').at(-1) ?? error.message));
      else resolve(stdout);
    });
    child.stderr?.pipe(process.stderr);
    child.stdin?.end(
      JSON.stringify(
        tasks.map(({ text, edges, target }) => ({ text, edges, qubits: target.qubits, repeats })),
      ),
    );
  });
  return v.parse(v.array(answer), JSON.parse(output));
}
