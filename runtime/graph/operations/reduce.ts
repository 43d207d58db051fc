import type { Reduction } from '../../program/index.ts';
import { sizeOf } from '../kernel.ts';
import type { Kernel, Site } from '../kernel.ts';

/** Sum, mean, maximum or minimum over one axis, or over all (`axis` null). The gradient of an extreme goes to the first. */
export function reduce(kind: Reduction, axis: number | null, { inputs, output }: Site): Kernel {
  const input = inputs[0]!;
  const { shape } = input;
  const length = axis === null ? input.size : shape[axis]!;
  const inner = axis === null ? 1 : sizeOf(shape.slice(axis + 1));
  const outer = axis === null ? 1 : sizeOf(shape.slice(0, axis));
  const weight = kind === 'mean' ? 1 / length : 1;
  const sign = kind === 'min' ? -1 : 1;
  const extreme = kind === 'max' || kind === 'min';

  const firstExtreme = (start: number): number => {
    let best = start;
    for (let k = 1; k < length; k++) {
      const at = start + k * inner;
      if (sign * input.value[at]! > sign * input.value[best]!) best = at;
    }
    return best;
  };
  const total = (start: number): number => {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += input.value[start + k * inner]!;
    return sum * weight;
  };
  /** Calls back with the first entry of each reduced line and the place of its result. */
  const eachLine = (count: number, visit: (start: number, result: number) => void): void => {
    for (let block = 0; block < count * outer; block++) {
      for (let i = 0; i < inner; i++) visit(block * length * inner + i, block * inner + i);
    }
  };

  return {
    forward(count) {
      eachLine(count, (start, result) => {
        output.value[result] = extreme ? input.value[firstExtreme(start)]! : total(start);
      });
    },
    backward(count) {
      const into = input.gradient;
      const upstream = output.gradient;
      if (!into || !upstream) return;
      eachLine(count, (start, result) => {
        const gradient = upstream[result]! * weight;
        if (extreme) into[firstExtreme(start)]! += gradient;
        else for (let k = 0; k < length; k++) into[start + k * inner]! += gradient;
      });
    },
  };
}
