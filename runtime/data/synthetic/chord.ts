import type { RandomStream } from '../random.ts';

/** Partials, evenly spaced in mel between these frequencies, or as far as the rate allows. */
const PARTIALS = 12;
const LOWEST = 150;
const HIGHEST = 6000;
/** The loudest partial over the mean one, as the logarithm of the ratio of amplitudes. */
const CONTRAST = 1.2;

/**
 * A chord whose partials are loudest around one place of a circle that runs once through the range of pitch: their
 * log amplitudes are a cosine of the pitch, so two principal axes of log mel energies show the circle.
 *
 * @param rate Hz.
 * @returns A function that fills a sound; phases, tuning, loudness, swelling and background noise are random.
 */
export function createChord(
  rate: number,
  random: RandomStream,
): (sound: Float32Array, angle: number) => void {
  const low = mel(LOWEST);
  const high = mel(Math.min(HIGHEST, 0.45 * rate));
  return (sound, angle) => {
    const steps = new Float64Array(PARTIALS);
    const newer = new Float64Array(PARTIALS);
    const older = new Float64Array(PARTIALS);
    const loudness = 0.03 * Math.exp(0.1 * random.signed());
    for (let partial = 0; partial < PARTIALS; partial += 1) {
      const place = (partial + 0.5) / PARTIALS;
      const pitch = low + (high - low) * place;
      const frequency = 700 * (10 ** (pitch / 2595) - 1) * (1 + 0.01 * random.signed());
      const amplitude = loudness * Math.exp(CONTRAST * Math.cos(2 * Math.PI * place - angle));
      const step = (2 * Math.PI * frequency) / rate;
      const phase = 2 * Math.PI * random.uniform();
      steps[partial] = 2 * Math.cos(step);
      older[partial] = amplitude * Math.sin(phase - 2 * step);
      newer[partial] = amplitude * Math.sin(phase - step);
    }
    const hiss = 0.005 * (0.5 + random.uniform());
    const swell = {
      depth: 0.3 * random.uniform(),
      step: (2 * Math.PI * (0.5 + 2 * random.uniform())) / rate,
    };
    for (let index = 0; index < sound.length; index += 1) {
      let sum = 0;
      // A sinusoid follows from its last two samples: sin(x + s) = 2 cos(s) sin(x) - sin(x - s).
      for (let partial = 0; partial < PARTIALS; partial += 1) {
        const next = steps[partial]! * newer[partial]! - older[partial]!;
        older[partial] = newer[partial]!;
        newer[partial] = next;
        sum += next;
      }
      sound[index] =
        sum * (1 - swell.depth * Math.sin(index * swell.step)) + hiss * random.signed();
    }
    keepBelowOne(sound);
  };
}

function mel(frequency: number): number {
  return 2595 * Math.log10(1 + frequency / 700);
}

function keepBelowOne(sound: Float32Array): void {
  for (let index = 0; index < sound.length; index += 1) {
    sound[index] = Math.min(Math.max(sound[index]!, -1), 1);
  }
}
