/**
 * The brightness of each pixel of a row-major `[..., channels]` picture: ITU-R BT.601 luma for three channels or
 * more (a fourth is left out), the first channel for fewer.
 *
 * @param pixels Number of pixels.
 */
export function luma<T extends Float32Array | Float64Array>(
  values: ArrayLike<number>,
  pixels: number,
  channels: number,
  into: T,
): T {
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const start = pixel * channels;
    into[pixel] =
      channels < 3
        ? values[start]!
        : 0.299 * values[start]! + 0.587 * values[start + 1]! + 0.114 * values[start + 2]!;
  }
  return into;
}
