import type { Input } from '../../program/index.ts';
import { sizeOf } from '../columns/numbers.ts';
import type { RandomStream } from '../random.ts';
import type { Generator } from './generator.ts';

/** Random values of the right types. */
export const anything: Generator = {
  name: 'anything',
  summary:
    'Random values of the right types and shapes for any model, to see whether it runs and how fast. There is nothing to learn.',
  fields: [
    {
      name: 'anything',
      about:
        'Pixels and samples of noise, words `word1`, `word2`, ..., classes, normal numbers, digits and bits.',
      fills: ['image', 'audio', 'text', 'class', 'word', 'tensor'],
      role: 'any',
      takes: 'all',
    },
  ],
  options: [],
  generate: (task) => {
    const values = new Map<string, Float32Array | Float64Array | readonly string[]>();
    for (const input of task.inputs('anything')) {
      values.set(input.name, randomValues(input, task.count, task.random(input.name)));
    }
    return { values };
  },
};

function randomValues(
  { type, shape }: Input,
  count: number,
  random: RandomStream,
): Float32Array | Float64Array | readonly string[] {
  const length = count * sizeOf(shape);
  switch (type.kind) {
    case 'image':
      return Float32Array.from({ length }, () => random.uniform());
    case 'audio':
      return Float32Array.from({ length }, () => 0.5 * random.signed());
    case 'text':
      return Array.from({ length: count }, () =>
        randomText(1 + random.below(type.words), type.vocabulary, random),
      );
    case 'word':
      return Array.from({ length: count }, () => randomText(1, type.count, random));
    case 'class':
      return Float64Array.from({ length }, () => random.below(type.count));
    case 'tensor':
      return Float64Array.from({ length }, () => randomNumber(type.element, random));
  }
}

/** Some words lie beyond the vocabulary, as in real texts. */
function randomText(words: number, vocabulary: number, random: RandomStream): string {
  const range = Math.ceil(1.2 * vocabulary);
  return Array.from({ length: words }, () => `word${1 + random.below(range)}`).join(' ');
}

function randomNumber(element: 'real' | 'int' | 'bit', random: RandomStream): number {
  if (element === 'real') return random.normal();
  return random.below(element === 'int' ? 10 : 2);
}
