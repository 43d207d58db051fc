import type { RandomStream } from '../../runtime/data/random.ts';
import { tokenSpans } from '../grammar/support.ts';

/** One thing that happens to a text, as it does under hurried fingers, a bad merge or a broken file. */
type Mutation = (text: string, random: RandomStream) => string;

/** Texts with one to five things done to them. */
export function mutated(text: string, random: RandomStream): string {
  const count = 1 + random.below(5);
  let result = text;
  for (let change = 0; change < count; change++) {
    result = mutations[random.below(mutations.length)]!(result, random);
  }
  return result;
}

const mutations: readonly Mutation[] = [deleteToken, duplicateToken, swapTokens, noise];

function deleteToken(text: string, random: RandomStream): string {
  const { start, end } = pickToken(text, random);
  return text.slice(0, start) + text.slice(end);
}

function duplicateToken(text: string, random: RandomStream): string {
  const { start, end } = pickToken(text, random);
  const joint = random.below(2) === 0 ? ' ' : '\n';
  return text.slice(0, end) + joint + text.slice(start, end) + text.slice(end);
}

function swapTokens(text: string, random: RandomStream): string {
  const [a, b] = [pickToken(text, random), pickToken(text, random)];
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  if (first.end > second.start) return text;
  return [
    text.slice(0, first.start),
    text.slice(second.start, second.end),
    text.slice(first.end, second.start),
    text.slice(first.start, first.end),
    text.slice(second.end),
  ].join('');
}

/** Bytes changed, put in or taken out; what is no UTF-8 any more is read as a file would be. */
function noise(text: string, random: RandomStream): string {
  const bytes = [...new TextEncoder().encode(text)];
  const count = 1 + random.below(4);
  for (let change = 0; change < count; change++) {
    const at = random.below(bytes.length + 1);
    const byte = random.below(256);
    const kind = random.below(3);
    bytes.splice(at, kind === 0 ? 0 : 1, ...(kind === 2 ? [] : [byte]));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function pickToken(text: string, random: RandomStream): { start: number; end: number } {
  const spans = tokenSpans(text);
  return spans[random.below(spans.length)] ?? { start: 0, end: 0 };
}
