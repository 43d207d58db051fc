import { expect } from 'vitest';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import type { Program } from '../../runtime/program/index.ts';

/**
 * The derivative of a sum of one readout's entries, each with a factor of its own, with respect to each weight, as the
 * runtime has it, beside the slope between nearby weights.
 */
export function expectSlopes(
  program: Program,
  inputs: Readonly<Record<string, readonly number[]>>,
  weightAt: (index: number) => number,
  digits = 6,
): void {
  const target = program.readouts[0]!.node;
  const given = new Map(
    program.nodes.flatMap(({ operation }, node) =>
      operation.kind === 'input' && operation.name in inputs
        ? [[node, inputs[operation.name]!] as const]
        : [],
    ),
  );
  const weights = createWeights(program);
  weights.values.forEach((_, index) => (weights.values[index] = weightAt(index)));
  const evaluator = createEvaluator({
    program,
    targets: [target],
    given: new Set(given.keys()),
    capacity: 1,
    weights,
    differentiate: 'weights',
    precision: 'f64',
    mayLack: [],
  });
  for (const [node, values] of given)
    if (evaluator.has(node)) evaluator.operand(node).value.set(values);
  const factors = evaluator.operand(target).value.map((_, k) => Math.cos(1 + 2 * k));
  const sum = (): number => {
    evaluator.forward(1);
    return evaluator.operand(target).value.reduce((all, value, k) => all + factors[k]! * value, 0);
  };
  sum();
  weights.gradients.fill(0);
  evaluator.backward(1, target, factors);
  const slopes = weights.gradients.slice();
  expect(slopes.some((slope) => Math.abs(slope) > 1e-3)).toBe(true);
  const step = 1e-5;
  weights.values.forEach((value, index) => {
    const at = (shift: number): number => {
      weights.values[index] = value + shift;
      return sum();
    };
    const wanted = (at(step) - at(-step)) / (2 * step);
    weights.values[index] = value;
    expect(slopes[index], `weight ${index}`).toBeCloseTo(wanted, digits);
  });
}
