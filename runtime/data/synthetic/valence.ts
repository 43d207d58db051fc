import type { RandomStream } from '../random.ts';
import { sizeOf } from '../columns/numbers.ts';
import type { Generator } from './generator.ts';
import { OPINIONS, sayWords } from './opinions.ts';
import { createVoice } from './voice.ts';

const SPEAKERS = 12;

/** Speech and its transcript; the tone of the voice can turn the words around. */
export const valence: Generator = {
  name: 'valence',
  summary:
    'A voice and what it says. The words are kind or unkind by degrees, the tone is warm or sarcastic by degrees, and the ' +
    'score is 0.3 words + 0.1 tone + 0.6 words * tone: a sarcastic voice turns the words around. Each alone tells part.',
  fields: [
    {
      name: 'voice',
      about: 'Pitch and loudness rise when warm and fall when sarcastic.',
      fills: ['audio'],
      role: 'modality',
      takes: 'one',
    },
    {
      name: 'words',
      about: `A sentence of 7 to 12 words, ${OPINIONS} of which are opinions.`,
      fills: ['text'],
      role: 'modality',
      takes: 'one',
    },
    {
      name: 'score',
      about: 'How pleasant it is, in [-1, 1].',
      fills: ['tensor'],
      role: 'label',
      takes: 'one',
    },
    {
      name: 'class',
      about: 'Whether the score is above zero (1) or not (0).',
      fills: ['class'],
      role: 'label',
      takes: 'one',
    },
  ],
  options: [
    {
      name: 'noise',
      about: 'Deviation of the noise on the score.',
      standard: 0.03,
      lowest: 0,
      highest: 1,
    },
  ],
  generate: (task) => {
    const random = task.random('meaning');
    const writer = task.random('words');
    const kindness = Float64Array.from({ length: task.count }, () => 2 * random.uniform() - 1);
    const sentences = Array.from(kindness, (wanted) => sayWords(wanted, writer));
    const tones = kindness.map(() => 2 * random.uniform() - 1);
    const speakers = Array.from(kindness, () => random.below(SPEAKERS));
    const scores = tones.map((tone, sample) =>
      scoreOf(sentences[sample]!.kindness, tone, task.option('noise'), random),
    );
    const values = new Map<string, Float32Array | Float64Array | readonly string[]>();
    for (const { name } of task.inputs('words'))
      values.set(
        name,
        sentences.map(({ text }) => text),
      );
    for (const { name, shape } of task.inputs('score')) {
      values.set(
        name,
        Float64Array.from(
          { length: task.count * sizeOf(shape) },
          (_, place) => scores[Math.floor(place / sizeOf(shape))]!,
        ),
      );
    }
    for (const { name } of task.inputs('class'))
      values.set(
        name,
        scores.map((score) => Number(score > 0)),
      );
    for (const input of task.inputs('voice')) {
      const rate = input.type.kind === 'audio' ? input.type.rate : 1;
      const length = input.shape[0]!;
      const sounds = new Float32Array(task.count * length);
      const speak = createVoice(rate, SPEAKERS, task.random('voices'));
      for (const [sample, tone] of tones.entries()) {
        speak(sounds.subarray(sample * length, (sample + 1) * length), tone, speakers[sample]!);
      }
      values.set(input.name, sounds);
    }
    return { values, groups: { speaker: speakers.map((speaker) => `speaker ${speaker + 1}`) } };
  },
};

function scoreOf(words: number, tone: number, noise: number, random: RandomStream): number {
  const score = 0.3 * words + 0.1 * tone + 0.6 * words * tone + noise * random.normal();
  return Math.min(Math.max(score, -1), 1);
}
