import { luma } from '../data/picture/luma.ts';
import type { FeatureTransform } from './transform.ts';

/** Brightness of a picture (ITU-R BT.601 luma): `[h, w, c]` to `[h, w]`; a grey picture stays as it is. */
export function createGrey([height, width, channels = 1]: readonly number[]): FeatureTransform {
  const pixels = height! * width!;
  return (input) => luma(input, pixels, channels, new Float64Array(pixels));
}
