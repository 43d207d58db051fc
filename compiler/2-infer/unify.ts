import type { Inference } from './context.ts';
import { asTensor, type Inferred } from './inferred.ts';
import { known } from './size.ts';

/** Makes two shapes equal where both are known. */
export function unify(inference: Inference, a: Inferred, b: Inferred): void {
  const [left, right] = [asTensor(a), asTensor(b)];
  if (left?.classes && right?.classes) inference.solver.equate(left.classes, right.classes);
  if (left?.dims === undefined || right?.dims === undefined) return;
  // A scalar and a vector of one convert into each other.
  if (left.dims.length !== right.dims.length) {
    const [vector] = left.dims.length === 1 ? left.dims : right.dims.length === 1 ? right.dims : [];
    if (vector && left.dims.length + right.dims.length === 1)
      inference.solver.equate(vector, known(1));
    return;
  }
  left.dims.forEach((size, index) => inference.solver.equate(size, right.dims?.[index] ?? size));
}
