import type { RandomStream } from '../random.ts';
import type { Made, Task } from './generator.ts';
import { gridOf, gridSize } from './grid.ts';
import type { Grid } from './grid.ts';

/** A picture to draw on, and in which direction its lines run. */
export interface Drawing {
  readonly grid: Grid;
  readonly pixels: Float32Array;
  readonly upright: boolean;
  readonly random: RandomStream;
}

/**
 * Pictures of lines, half of them upright.
 *
 * @param indices Of the classes `horizontal` and `vertical`; -1 where the label does not have one, which is then not
 * drawn.
 */
export function drawLines(
  task: Task,
  indices: readonly number[],
  draw: (drawing: Drawing) => void,
): Made {
  const random = task.random('pictures');
  const directions = [0, 1].filter((direction) => indices[direction]! >= 0);
  const order = random.shuffle(
    Array.from({ length: task.count }, (_, sample) => directions[sample % directions.length]!),
  );
  const values = new Map<string, Float32Array | Float64Array>();
  for (const { name } of task.inputs('class')) {
    values.set(
      name,
      Float64Array.from(order, (direction) => indices[direction]!),
    );
  }
  for (const input of task.inputs('picture')) {
    const grid = gridOf(input);
    const size = gridSize(grid);
    const pictures = new Float32Array(task.count * size);
    for (const [sample, direction] of order.entries()) {
      const pixels = pictures.subarray(sample * size, (sample + 1) * size);
      draw({ grid, pixels, upright: direction === 1, random });
    }
    values.set(input.name, pictures);
  }
  return { values };
}
