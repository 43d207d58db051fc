import type { Input } from '../../program/index.ts';
import { sizeOf } from '../columns/numbers.ts';
import type { RandomStream } from '../random.ts';

/** Number of entries that some inputs take together. */
export function totalSize(inputs: readonly Input[]): number {
  return inputs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/**
 * Deals the entries of each sample out to the inputs, in order.
 *
 * @param values Row-major `[count, totalSize(inputs)]`.
 */
export function deal(
  inputs: readonly Input[],
  values: Float64Array,
  count: number,
): Map<string, Float64Array> {
  const total = totalSize(inputs);
  let offset = 0;
  return new Map(
    inputs.map((input) => {
      const size = sizeOf(input.shape);
      const part = new Float64Array(count * size);
      for (let sample = 0; sample < count; sample += 1) {
        const start = sample * total + offset;
        part.set(values.subarray(start, start + size), sample * size);
      }
      offset += size;
      return [input.name, part];
    }),
  );
}

/** As many samples of each class as of the others, to within one, in random order. */
export function balancedClasses(
  count: number,
  classes: number,
  random: RandomStream,
): Float64Array {
  return random.shuffle(Float64Array.from({ length: count }, (_, sample) => sample % classes));
}

/** The number of classes of the input that takes the class, or `standard` where the model has none. */
export function classCount(inputs: readonly Input[], standard: number): number {
  const type = inputs[0]?.type;
  return type?.kind === 'class' ? type.count : standard;
}
