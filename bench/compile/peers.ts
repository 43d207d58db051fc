import * as v from 'valibot';
import { pythonEnvironment } from '../../scripts/python.ts';
import { peerEnvironment } from '../peers/environment.ts';
import { askScript, CONFORMANCE } from './script.ts';
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
  const asked = tasks.map(({ text, edges, target }) => ({
    text,
    edges,
    qubits: target.qubits,
    repeats,
  }));
  return v.parse(v.array(answer), await askScript(environment.python, ['compile.py', peer], asked));
}
