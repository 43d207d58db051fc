import FFT from 'fft.js';

/** How a sound is cut into windows, in samples. */
export interface Windows {
  readonly length: number;
  readonly hop: number;
  /** Stretches that the windows are averaged over; the windows move closer where there would be fewer of them. */
  readonly segments: number;
}

/** Gets the powers `|X|^2` of bins 0 to half the transform, in an array that is used again. */
export type SpectrumVisitor = (powers: Float64Array, window: number) => void;

/** Length of the Fourier transform of a window: the next power of two. */
export function transformLength(window: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(window, 2)));
}

/**
 * Power spectra of the windows of a sound, through a periodic Hann window. The silence that fills up a short sound
 * (zeros at its end) is no part of it, so that the stretches of a word do not depend on what was appended to it.
 *
 * @returns A function that visits the windows in turn and tells how many there were.
 */
export function createSpectra({
  length,
  hop,
  segments,
}: Windows): (input: Float64Array | Float32Array, visit: SpectrumVisitor) => number {
  const transform = transformLength(length);
  const plan = new FFT(transform);
  const hann = Float64Array.from(
    { length },
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / length),
  );
  const frame = new Float64Array(transform);
  const spectrum = new Float64Array(2 * transform);
  const powers = new Float64Array(transform / 2 + 1);
  return (input, visit) => {
    const room = Math.max(soundLength(input) - length, 0);
    const spacing = segments > 1 ? Math.min(hop, Math.floor(room / (segments - 1))) : hop;
    const step = Math.max(spacing, 1);
    const count = Math.floor(room / step) + 1;
    for (let index = 0; index < count; index += 1) {
      const start = index * step;
      const available = Math.min(length, input.length - start);
      for (let offset = 0; offset < available; offset += 1) {
        frame[offset] = hann[offset]! * input[start + offset]!;
      }
      frame.fill(0, available);
      plan.realTransform(spectrum, frame);
      for (let bin = 0; bin < powers.length; bin += 1) {
        powers[bin] = spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2;
      }
      visit(powers, index);
    }
    return count;
  };
}

/** Up to the last sample that is not zero. */
function soundLength(input: Float64Array | Float32Array): number {
  let length = input.length;
  while (length > 0 && input[length - 1] === 0) length -= 1;
  return length;
}

/** How many windows a sound has at most. */
export function mostWindows(samples: number, { length, hop, segments }: Windows): number {
  return Math.max(Math.floor(Math.max(samples - length, 0) / hop) + 1, segments);
}

/**
 * Means of the first `windows` rows `[windows, width]` over each of `segments` equal stretches, of which each has at
 * least one window.
 *
 * @returns `[segments, width]`.
 */
export function averageSegments(
  rows: Float64Array,
  width: number,
  windows: number,
  segments: number,
): Float64Array {
  const means = new Float64Array(segments * width);
  for (let segment = 0; segment < segments; segment += 1) {
    const first = Math.min(Math.floor((segment * windows) / segments), windows - 1);
    const end = Math.max(Math.floor(((segment + 1) * windows) / segments), first + 1);
    for (let row = first; row < end; row += 1) {
      for (let entry = 0; entry < width; entry += 1) {
        means[segment * width + entry]! += rows[row * width + entry]! / (end - first);
      }
    }
  }
  return means;
}
