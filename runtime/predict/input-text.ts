import type { Checkpoint } from '../checkpoint/schema.ts';
import type { Input } from '../program/index.ts';

const MOST_NUMBERS = 8;

/** What an input's value is called: words, a class, bits, some numbers; empty where it is a picture or a sound. */
export function inputText(
  { name, type }: Input,
  values: ArrayLike<number>,
  { vocabularies, classes }: Pick<Checkpoint, 'vocabularies' | 'classes'>,
): string {
  const all = Array.from(values);
  const named = (names: readonly string[]): string =>
    all.flatMap((index) => (index < 0 ? [] : [names[index] ?? String(index)])).join(' ');
  switch (type.kind) {
    case 'text':
      return named(vocabularies[name] ?? []);
    case 'word':
      return named(vocabularies[type.modality] ?? []);
    case 'class':
      return named(type.names ?? classes[name] ?? []);
    case 'tensor':
      if (type.element === 'bit') return all.join('');
      return all.length > MOST_NUMBERS ? '' : all.map((value) => +value.toPrecision(4)).join(' ');
    case 'image':
    case 'audio':
      return '';
  }
}
