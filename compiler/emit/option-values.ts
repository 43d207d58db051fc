import * as v from 'valibot';

/** Kinds of values that options of services take, each with what to tell where another stands there. */

export function flag() {
  return v.pipe(v.boolean(), v.description('`true` or `false`'));
}

export function whole(least: number, most?: number) {
  const range = most === undefined ? `from ${least}` : `from ${least} to ${most}`;
  const bounded = v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most ?? Infinity));
  return v.pipe(bounded, v.description(`a whole number ${range}`));
}

export function above(least: number) {
  return v.pipe(v.number(), v.gtValue(least), v.description(`a number above ${least}`));
}

export function atLeast(least: number) {
  return v.pipe(v.number(), v.minValue(least), v.description(`a number from ${least}`));
}

export function oneOf<const Words extends readonly (string | number)[]>(words: Words) {
  const list = words.map((word) => `\`${word}\``);
  const text = `${list.slice(0, -1).join(', ')} or ${list.at(-1)!}`;
  return v.pipe(v.picklist(words), v.description(text));
}

export function word(example: string) {
  return v.pipe(v.string(), v.minLength(1), v.description(`a word such as \`${example}\``));
}

export function words(example: string) {
  return v.pipe(
    v.array(v.pipe(v.string(), v.minLength(1))),
    v.readonly(),
    v.description(`words such as \`${example}\``),
  );
}

export function numbersFrom(least: number) {
  return v.pipe(
    v.array(v.pipe(v.number(), v.minValue(least))),
    v.minLength(1),
    v.readonly(),
    v.description(`numbers from ${least}, e.g. \`1,3,5\``),
  );
}

export function wholeOrAuto(least: number) {
  const either = v.union([v.literal('auto'), whole(least)]);
  return v.pipe(either, v.description(`a whole number from ${least}, or \`auto\``));
}
