import FFT from 'fft.js';

/** How a sound is cut into windows. Lengths in samples. */
export interface Framing {
  readonly window: number;
  readonly hop: number;
  /** Number of windows; at least one, the last may reach beyond the end, into silence. */
  readonly frames: number;
  /** A power of two, at least the window. */
  readonly transform: number;
}

/**
 * Windows of `window` samples every `hop`, closer where the sound is too short for `least` of them.
 *
 * @param length Of the sound.
 */
export function frameSound(length: number, window: number, hop: number, least: number): Framing {
  const room = Math.max(length - window, 0);
  const spacing = least > 1 ? Math.min(hop, Math.floor(room / (least - 1))) : hop;
  const used = Math.max(spacing, 1);
  return {
    window,
    hop: used,
    frames: Math.max(Math.floor(room / used) + 1, 1),
    transform: 2 ** Math.ceil(Math.log2(Math.max(window, 2))),
  };
}

/**
 * Power spectra of the windows of a sound, through a periodic Hann window.
 *
 * @returns A function that gives `visit` the powers `|X|^2` of bins 0 to `transform / 2` of each window in turn, in an
 * array that is used again.
 */
export function createSpectra(
  framing: Framing,
): (
  input: Float64Array | Float32Array,
  visit: (powers: Float64Array, frame: number) => void,
) => void {
  const { window, hop, frames, transform } = framing;
  const plan = new FFT(transform);
  const hann = Float64Array.from(
    { length: window },
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / window),
  );
  const frame = new Float64Array(transform);
  const spectrum = new Float64Array(2 * transform);
  const powers = new Float64Array(transform / 2 + 1);
  return (input, visit) => {
    for (let index = 0; index < frames; index += 1) {
      const start = index * hop;
      const available = Math.min(window, input.length - start);
      for (let offset = 0; offset < available; offset += 1) {
        frame[offset] = hann[offset]! * input[start + offset]!;
      }
      frame.fill(0, Math.max(available, 0));
      plan.realTransform(spectrum, frame);
      for (let bin = 0; bin < powers.length; bin += 1) {
        powers[bin] = spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2;
      }
      visit(powers, index);
    }
  };
}

/**
 * Collects the windows of a sound in `segments` equal stretches.
 *
 * @returns For each segment the first window and the one after the last; every segment has at least one.
 */
export function segmentFrames(frames: number, segments: number): [first: number, end: number][] {
  return Array.from({ length: segments }, (_, segment) => {
    const first = Math.min(Math.floor((segment * frames) / segments), frames - 1);
    return [first, Math.max(Math.floor(((segment + 1) * frames) / segments), first + 1)];
  });
}
