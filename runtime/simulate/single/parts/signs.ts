import type { Setting } from '../part.ts';

/** The address of one number for each lane. */
export function signVector({ store, vector }: Setting, signs: readonly number[]): number {
  const numbers = vector.precision === 'f32' ? Float32Array.from(signs) : Float64Array.from(signs);
  return store.list(`signs ${signs.join()}`, () => new Int32Array(numbers.buffer)).start;
}
