import type { Node } from '../../program/index.ts';
import { createEvaluator } from '../evaluator.ts';
import type { Landmarks } from '../solved.ts';
import type { Collected } from './collect.ts';
import type { LateRequest } from './request.ts';

/** Pairs that are worked out at once. */
const PAIRS = 2 ** 20;

/** The kernel between all samples, row-major. */
export async function gram(
  request: LateRequest,
  { inputs }: Node,
  kernel: number,
  { count, rows, present }: Collected,
  all: Landmarks,
  pause: (fraction: number) => Promise<void>,
): Promise<Float64Array> {
  const capacity = Math.max(1, Math.min(count, Math.floor(PAIRS / count)));
  const evaluator = createEvaluator({
    ...request,
    targets: [kernel],
    given: new Set(inputs),
    capacity,
    differentiate: 'none',
    mayLack: [...present.keys()],
    rights: all,
  });
  const result = new Float64Array(count * count);
  for (let start = 0; start < count; start += capacity) {
    const batch = Math.min(capacity, count - start);
    for (const input of inputs) {
      const { value, stride, size } = evaluator.operand(input);
      const { values } = rows.get(input)!;
      value.set(stride === 0 ? values : values.subarray(start * size, (start + batch) * size));
    }
    for (const [name, flags] of evaluator.presence.flags) {
      flags.set(present.get(name)!.subarray(start, start + batch));
    }
    evaluator.forward(batch);
    result.set(evaluator.operand(kernel).value.subarray(0, batch * count), start * count);
    await pause(0.5 + (start + batch) / count / 2);
  }
  if ((request.execution?.shots ?? null) !== null) mirror(result, count);
  return result;
}

/** A pair that shots were drawn for twice counts as it was drawn first, so that the kernel is symmetric. */
function mirror(kernel: Float64Array, count: number): void {
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < row; column++) {
      kernel[row * count + column] = kernel[column * count + row]!;
    }
  }
}
