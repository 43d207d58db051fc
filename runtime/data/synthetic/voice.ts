import type { RandomStream } from '../random.ts';

const HARMONICS = 10;

/**
 * A hummed sentence. A warm tone rises in pitch and loudness and is bright; a sarcastic one falls and is muffled.
 * Log energies are linear in the tone, so a principal axis of log mel energies shows it.
 *
 * @param rate Hz.
 * @returns A function that fills a sound, given the tone in [-1, 1] and the speaker, who has a pitch of their own.
 */
export function createVoice(
  rate: number,
  speakers: number,
  random: RandomStream,
): (sound: Float32Array, tone: number, speaker: number) => void {
  const pitches = Array.from({ length: speakers }, () => 90 * 2.2 ** random.uniform());
  return (sound, tone, speaker) => {
    const pitch = pitches[speaker]! * Math.exp(0.05 * random.signed());
    const rolloff = 1.3 - 0.6 * tone;
    const weights = Array.from({ length: HARMONICS }, (_, index) => (index + 1) ** -rolloff);
    const loudness = 0.12 * Math.exp(0.15 * random.signed());
    const syllables = { rate: 3 + random.uniform(), phase: random.uniform() };
    let phase = 2 * Math.PI * random.uniform();
    for (let index = 0; index < sound.length; index += 1) {
      const time = (2 * index) / sound.length - 1;
      const frequency = pitch * (1 + 0.25 * tone * time);
      phase += (2 * Math.PI * frequency) / rate;
      const syllable =
        0.75 - 0.25 * Math.cos(2 * Math.PI * ((syllables.rate * index) / rate + syllables.phase));
      const envelope = loudness * Math.exp(0.9 * tone * time) * syllable;
      sound[index] = Math.min(
        Math.max(envelope * harmonics(phase, weights) + 0.002 * random.signed(), -1),
        1,
      );
    }
  };
}

/** `sum of w_h sin(h phase)`, by the recurrence of the sines of multiples (Chebyshev). */
function harmonics(phase: number, weights: readonly number[]): number {
  const twice = 2 * Math.cos(phase);
  let before = 0;
  let sine = Math.sin(phase);
  let sum = 0;
  for (const weight of weights) {
    sum += weight * sine;
    const next = twice * sine - before;
    before = sine;
    sine = next;
  }
  return sum;
}
