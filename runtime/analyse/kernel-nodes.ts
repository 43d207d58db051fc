import type { Program } from '../program/index.ts';

/** A node that has a value for each pair of samples, and what is made of it. */
export interface KernelNode {
  readonly node: number;
  readonly use: string;
}

/** The kernels of a model: what its solvers are fitted to, and what its objectives over pairs compare. */
export function kernelNodes({ nodes }: Program): KernelNode[] {
  const found = new Map<number, string>();
  for (const { operation, inputs } of nodes) {
    if (operation.kind === 'solve' && operation.kernel !== null && !found.has(operation.kernel))
      found.set(operation.kernel, operation.solver.kind);
    if (operation.kind === 'alignment' && !found.has(inputs[0]!))
      found.set(inputs[0]!, operation.kind);
  }
  return [...found].map(([node, use]) => ({ node, use }));
}
