import type { Program } from '../program/index.ts';
import { inputNames, missesWithout } from './dependencies.ts';

/** A summand of an objective, and the inputs without which it is left out for a sample. */
export interface Term {
  readonly node: number;
  readonly needs: readonly string[];
}

/**
 * The summands of an objective: sums, differences, signs and factors that are not of the sample are looked through.
 *
 * A summand needs its labels, and the modalities without which it has no value.
 */
export function terms(program: Program, objective: number, stoodIn: ReadonlySet<number>): Term[] {
  return summands(program, objective).map((node) => ({
    node,
    needs: needsOf(program, node, stoodIn),
  }));
}

/** Labels that a node is made of, and modalities without which it has no value. */
export function needsOf(program: Program, node: number, stoodIn: ReadonlySet<number>): string[] {
  const names = inputNames(program)[node]!;
  return program.inputs
    .filter(({ name, role }) =>
      role === 'label' ? names.includes(name) : missesWithout(program, name, stoodIn)[node],
    )
    .map(({ name }) => name);
}

function summands(program: Program, index: number): number[] {
  const { operation, inputs } = program.nodes[index]!;
  const through = (nodes: readonly number[]) => nodes.flatMap((node) => summands(program, node));
  if (operation.kind === 'unary' && operation.function === 'negate') return through(inputs);
  if (operation.kind !== 'binary') return [index];
  const [left, right] = inputs as [number, number];
  const isShared = (node: number): boolean => program.nodes[node]!.rate === 'shared';
  switch (operation.function) {
    case 'add':
    case 'subtract':
      return through(inputs.filter((node) => !isShared(node)));
    case 'multiply':
      if (isShared(left)) return through([right]);
      return isShared(right) ? through([left]) : [index];
    case 'divide':
      return isShared(right) ? through([left]) : [index];
    default:
      return [index];
  }
}
