import { axisWeights, scalePicture } from '../data/picture/scale.ts';
import type { FeatureTransform } from './transform.ts';

/** A picture or any map scaled as pictures are when they are read: area mean where it shrinks, else bilinear. */
export function createResize(
  [height, width, channels = 1]: readonly number[],
  to: { readonly height: number; readonly width: number },
): FeatureTransform {
  const rows = axisWeights(height!, to.height);
  const columns = axisWeights(width!, to.width);
  return (input) => scalePicture(input, [height!, width!, channels], rows, columns);
}
