/** A decoded picture: row-major `[height, width, channels]`, values in [0, 1]. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  /** 1 grey, 3 red-green-blue. Transparent parts show white, as on a page. */
  readonly channels: 1 | 3;
  readonly values: Float32Array;
}

/** A picture from interleaved channels: grey, grey and alpha, RGB or RGBA, each up to `highest`. */
export function pictureOf(
  height: number,
  width: number,
  interleaved: ArrayLike<number>,
  given: number,
  highest: number,
): Picture {
  const channels = given < 3 ? 1 : 3;
  const values = new Float32Array(height * width * channels);
  for (let pixel = 0; pixel < height * width; pixel += 1) {
    const start = pixel * given;
    const alpha = given === channels ? 1 : interleaved[start + given - 1]! / highest;
    for (let channel = 0; channel < channels; channel += 1) {
      const value = interleaved[start + channel]! / highest;
      values[pixel * channels + channel] = 1 + alpha * (value - 1);
    }
  }
  return { height, width, channels, values };
}
