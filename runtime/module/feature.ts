import { createFeature } from '../features/index.ts';
import type { Feature } from '../program/index.ts';
import { whereAll, type Result, type Value } from './value.ts';

/** A fixed transform of pictures, sound or text, its windows and filters made once. */
export function defineFeature(
  feature: Feature,
  shapes: { readonly from: readonly number[]; readonly to: readonly number[] },
): <A extends Value>(value: A) => Result<A> {
  const transform = createFeature(feature, shapes.from, shapes.to);
  return (value) =>
    whereAll([value], ({ data }) => ({
      shape: shapes.to,
      // A transform may write into memory of its own each time.
      data: transform(data).slice(),
    }));
}
