import { luma } from './luma.ts';
import type { Picture } from './picture.ts';
import { axisWeights, scalePicture } from './scale.ts';

/**
 * A picture as the value of an `image(height, width, channels)`: converted to its channels, then scaled (area mean
 * where it shrinks, bilinear where it grows).
 *
 * @param shape `[height, width]` for grey, or with channels: 1 grey, 2 grey and opaque, 3 colour, 4 colour and opaque.
 * @returns Row-major values of that shape in [0, 1].
 */
export function fitPicture(picture: Picture, shape: readonly number[]): ArrayLike<number> {
  const [height, width, channels = 1] = shape as [number, number, number?];
  const coloured = toChannels(picture, channels);
  if (picture.height === height && picture.width === width) return coloured;
  return scalePicture(
    coloured,
    [picture.height, picture.width, channels],
    axisWeights(picture.height, height),
    axisWeights(picture.width, width),
  );
}

function toChannels(picture: Picture, channels: number): Float32Array {
  if (picture.channels === channels) return picture.values;
  const pixels = picture.height * picture.width;
  const values = new Float32Array(pixels * channels).fill(1);
  const colours = channels < 3 ? 1 : 3;
  const source =
    colours === 1 && picture.channels === 3
      ? luma(picture.values, pixels, 3, new Float32Array(pixels))
      : picture.values;
  const given = source.length / pixels;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < colours; channel += 1) {
      values[pixel * channels + channel] = source[pixel * given + (given === 1 ? 0 : channel)]!;
    }
  }
  return values;
}
