import { deal, totalSize } from './deal.ts';
import type { Made, Task } from './generator.ts';

/** A point and its class. */
export interface ClassPoint {
  readonly point: readonly number[];
  readonly class: number;
}

/**
 * Samples of a source of points: the point's coordinates first, then, where the modalities take more numbers, noise
 * that says nothing.
 *
 * @param noise Deviation of the normal noise on every entry.
 */
export function pointSamples(
  task: Task,
  noise: number,
  pointOf: (sample: number) => ClassPoint,
): Made {
  const features = task.inputs('features');
  const size = totalSize(features);
  const values = new Float64Array(task.count * size);
  const classes = new Float64Array(task.count);
  const random = task.random('noise');
  for (let sample = 0; sample < task.count; sample += 1) {
    const { point, class: kind } = pointOf(sample);
    classes[sample] = kind;
    for (let entry = 0; entry < size; entry += 1) {
      values[sample * size + entry] = (point[entry] ?? 0) + noise * random.normal();
    }
  }
  const labels = task.inputs('class').map(({ name }) => [name, classes] as const);
  return { values: new Map([...deal(features, values, task.count), ...labels]) };
}
