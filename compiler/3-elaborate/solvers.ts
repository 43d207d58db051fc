import type { Operation, Output, Task } from '../../runtime/program/index.ts';
import { guessOf } from '../../runtime/program/index.ts';
import type { BuiltNode } from './graph.ts';

type Solve = Extract<Operation, { kind: 'solve' }>;

/**
 * Gives solvers their inputs. While a model is read, a solver's inputs are its kernel or features, then its truth; in
 * a Program they are what a new sample has to bring, which for a kernel is what its pairs are made of.
 */
export function settleSolvers(nodes: readonly BuiltNode[]): void {
  for (const node of nodes) {
    const { operation } = node;
    if (operation.kind !== 'solve') continue;
    const [asked, truth] = node.inputs;
    const isKernel = nodes[asked!]!.rate === 'pair';
    node.inputs = isKernel ? broughtTo(nodes, asked!) : [asked!];
    node.operation = { ...operation, kernel: isKernel ? asked! : null, truth: truth ?? null };
  }
}

/** What pairs are made of: the inputs, themselves of no pair, of the pair values up to `kernel`. */
function broughtTo(nodes: readonly BuiltNode[], kernel: number): number[] {
  const found = new Set<number>();
  const seen = new Set<number>();
  const visit = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    for (const input of nodes[index]!.inputs) {
      if (nodes[input]!.rate === 'pair') visit(input);
      else found.add(input);
    }
  };
  visit(kernel);
  // Weights and constants are known wherever the kernel is worked out.
  const isFree = ({ operation }: BuiltNode): boolean =>
    operation.kind === 'parameter' || operation.kind === 'constant';
  return [...found].filter((index) => !isFree(nodes[index]!)).sort((a, b) => a - b);
}

/** All nodes that one cannot do without: its inputs, and of a solver what it is fitted to. */
export function edgesOf({ inputs, operation }: BuiltNode): readonly number[] {
  if (operation.kind !== 'solve') return inputs;
  const { kernel, truth } = operation;
  return [...inputs, ...(kernel === null ? [] : [kernel]), ...(truth === null ? [] : [truth])];
}

export function movedSolver(operation: Solve, at: (old: number) => number): Solve {
  const moved = (node: number | null): number | null => (node === null ? null : at(node));
  return { ...operation, kernel: moved(operation.kernel), truth: moved(operation.truth) };
}

/** Of the solvers, those that a readout shows. */
export function judgedTasks(
  tasks: readonly Task[],
  readouts: readonly Output[],
  nodes: readonly BuiltNode[],
): Task[] {
  const shown = new Set<number>();
  const visit = (index: number): void => {
    if (shown.has(index)) return;
    shown.add(index);
    for (const input of edgesOf(nodes[index]!)) visit(input);
  };
  for (const { node } of readouts) visit(node);
  return tasks.filter((task) => shown.has(guessOf(task)));
}
