import type { Program } from '../program/program.ts';

const BYTES = 8;

/**
 * Bytes that solvers need for a kernel between all training samples; they are fitted one after the other. Kernel
 * principal components turn the kernel into a second one, the centred.
 *
 * @param samples of the training split
 */
export function kernelMemory({ nodes }: Pick<Program, 'nodes'>, samples: number): number {
  const matrices = nodes.map(({ operation }) => {
    if (operation.kind !== 'solve' || operation.kernel === null) return 0;
    return operation.solver.kind === 'kernel_pca' ? 2 : 1;
  });
  return Math.max(0, ...matrices) * BYTES * samples ** 2;
}
