import { sizeOf } from '../../graph/kernel.ts';
import type { Program } from '../../program/index.ts';

/** `M/rot/w[0, 2]` for each number of some parameters, end to end in row-major order. */
export function numberNames({ parameters }: Program, chosen: readonly number[]): string[] {
  return chosen.flatMap((index) => {
    const { path, shape } = parameters[index]!;
    return Array.from({ length: sizeOf(shape) }, (_, element) => path + positionOf(element, shape));
  });
}

function positionOf(element: number, shape: readonly number[]): string {
  if (shape.length === 0) return '';
  let rest = element;
  const position = shape.toReversed().map((length) => {
    const digit = rest % length;
    rest = Math.floor(rest / length);
    return digit;
  });
  return `[${position.toReversed().join(', ')}]`;
}
