import type { Features } from '../../solve/index.ts';

export function rowOf({ values, size }: Features, row: number): Float64Array {
  return values.subarray(row * size, (row + 1) * size);
}
