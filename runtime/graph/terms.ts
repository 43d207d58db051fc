import type { Program } from '../program/index.ts';
import { ancestors, inputNames, missesWithout } from './dependencies.ts';

/** A summand of an objective, and the inputs without which it is left out for a sample. */
export interface Term {
  readonly node: number;
  readonly needs: readonly string[];
}

/**
 * The summands of an objective: signs and factors that are not of the sample are looked through, and sums where either
 * side stands for itself. Two sides with different labels do. A side without a label does if it shares nothing with the
 * other side but circuits; else it may be half of one loss, as in `log(sum(exp(logits))) - logits[truth]`.
 *
 * A summand needs its labels, and the modalities without which it has no value.
 */
export function terms(program: Program, objective: number, stoodIn: ReadonlySet<number>): Term[] {
  const labels = labelsOf(program);
  const isCircuit = (node: number): boolean => program.nodes[node]!.operation.kind === 'circuit';
  const madeOf = (side: number): number[] =>
    ancestors(program, [side], isCircuit).filter(
      (node) => !isCircuit(node) && program.nodes[node]!.rate === 'sample',
    );
  const splits = (left: number, right: number): boolean => {
    const both = [labels[left]!, labels[right]!] as const;
    if (both.every((names) => names.length > 0)) {
      return !both[0].some((name) => both[1].includes(name));
    }
    const ofRight = new Set(madeOf(right));
    return !madeOf(left).some((node) => ofRight.has(node));
  };
  return summands(program, objective, splits).map((node) => ({
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

function summands(
  program: Program,
  index: number,
  splits: (left: number, right: number) => boolean,
): number[] {
  const { operation, inputs } = program.nodes[index]!;
  if (operation.kind === 'unary' && operation.function === 'negate') {
    return summands(program, inputs[0]!, splits);
  }
  if (operation.kind !== 'binary') return [index];
  const [left, right] = inputs as [number, number];
  const isShared = (node: number): boolean => program.nodes[node]!.rate === 'shared';
  switch (operation.function) {
    case 'add':
    case 'subtract': {
      const sides = inputs.filter((node) => !isShared(node));
      if (sides.length === 2 && !splits(left, right)) return [index];
      return sides.flatMap((node) => summands(program, node, splits));
    }
    case 'multiply':
      if (isShared(left)) return summands(program, right, splits);
      return isShared(right) ? summands(program, left, splits) : [index];
    case 'divide':
      return isShared(right) ? summands(program, left, splits) : [index];
    default:
      return [index];
  }
}

function labelsOf(program: Program): string[][] {
  const labels = new Set(
    program.inputs.filter(({ role }) => role === 'label').map(({ name }) => name),
  );
  return inputNames(program).map((names) => names.filter((name) => labels.has(name)));
}
