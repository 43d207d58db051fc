import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded random numbers; the same seed and name give the same numbers on every machine. */
export interface RandomStream {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform in [-1, 1), 32 bits; the cheap one, for noise in sound and pictures. */
  signed(): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** An integer in [0, bound). */
  below(bound: number): number;
  /** Puts the entries in random order, in place (Fisher and Yates). */
  shuffle<T extends ArrayLike<unknown> & Record<number, unknown>>(entries: T): T;
}

/**
 * An independent stream for each purpose, so that a change in one place (say, how rows are shuffled) leaves the
 * random numbers of all others as they were.
 *
 * @param seed Any integer.
 * @param name The purpose, e.g. `split` or `synthetic/moons`.
 */
export function randomStream(seed: number, name: string): RandomStream {
  const generator = xoroshiro128plusFromState(initialState(seed, name));
  const uniform = (): number =>
    (generator.next() & 0x3ffffff) * 2 ** -26 + (generator.next() & 0x7ffffff) * 2 ** -53;
  const below = (bound: number): number => Math.floor(uniform() * bound);
  let spare: number | undefined;
  return {
    uniform,
    signed: () => generator.next() * 2 ** -31,
    below,
    normal: () => {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    shuffle: (entries) => {
      for (let last = entries.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        const kept = entries[last];
        (entries as Record<number, unknown>)[last] = entries[other];
        (entries as Record<number, unknown>)[other] = kept;
      }
      return entries;
    },
  };
}

/** 128 bits from the name (FNV-1a) and the seed, spread by the finaliser of MurmurHash3. */
function initialState(seed: number, name: string): number[] {
  let text = 0x811c9dc5;
  for (const character of name) text = Math.imul(text ^ character.codePointAt(0)!, 0x01000193);
  const low = Math.trunc(seed) | 0;
  const high = Math.floor(Math.trunc(seed) / 2 ** 32) | 0;
  return [text ^ low, low + 0x9e3779b9, text ^ high ^ 0x85ebca6b, text + low].map(
    (word, index) => mix(word + index * 0x632be5ab) | (index === 3 ? 1 : 0),
  );
}

function mix(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
