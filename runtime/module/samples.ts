import type { Column } from '../data/dataset.ts';
import { createHasher } from '../data/hash.ts';
import type { Samples } from '../data/samples.ts';
import { tokenise } from '../data/text/tokenise.ts';
import { UserProblem, type Input } from '../program/index.ts';
import { classInput, numbersInput } from './inputs.ts';

/** A sample as a program has it: by input, numbers, a text, a class, a list of classes; undefined where it lacks one. */
export type GivenSample = Readonly<Record<string, unknown>>;

/**
 * Samples of a program, as training reads them from files.
 * @throws UserProblem where a value does not fit its input
 */
export function samplesInMemory(given: readonly GivenSample[], inputs: readonly Input[]): Samples {
  const columns = new Map<string, Column>();
  const texts = new Map<string, readonly (readonly string[] | undefined)[]>();
  const classes: Record<string, readonly string[]> = {};
  const hasher = createHasher();
  for (const input of inputs) {
    const values = given.map((sample) => sample[input.name]);
    if (values.every((value) => value === undefined)) continue;
    hasher.add(input.name);
    if (input.type.kind === 'text' || input.type.kind === 'word') {
      const words = values.map((value, place) =>
        value === undefined ? missing(input, place) : tokenise(value as string),
      );
      texts.set(input.name, words);
      hasher.add(JSON.stringify(words));
      continue;
    }
    const names = input.type.kind === 'class' ? (input.type.names ?? classNames(values)) : [];
    if (input.type.kind === 'class' && input.type.names === null) classes[input.name] = names;
    const column = columnOf(input, values, names);
    columns.set(input.name, column);
    hasher.add(new Uint8Array(column.values.buffer));
  }
  return {
    count: given.length,
    ids: given.map((_, row) => String(row + 1)),
    columns,
    texts,
    classes,
    column: (name) => given.map((sample) => JSON.stringify(sample[name] ?? '')),
    spare: [],
    parts: undefined,
    windows: undefined,
    hash: hasher.digest(),
  };
}

function columnOf(input: Input, values: readonly unknown[], names: readonly string[]): Column {
  const { name, shape, type } = input;
  const size = shape.reduce((product, length) => product * length, 1);
  const all = new Float64Array(values.length * size);
  const present = new Uint8Array(values.length).fill(1);
  for (const [place, value] of values.entries()) {
    if (value === undefined) {
      missing(input, place);
      present[place] = 0;
      continue;
    }
    // The types of the emitted module let nothing else through.
    const read =
      type.kind === 'class'
        ? classInput(name, value as string | readonly string[], names, shape)
        : numbersInput(name, value as ArrayLike<number> | number, shape);
    all.set(read.data, place * size);
  }
  return { shape, values: all, present: present.includes(0) ? present : null };
}

/** Class names as the data has them, numbers by size. */
function classNames(values: readonly unknown[]): readonly string[] {
  const met = [...new Set(values.flat().flatMap((value) => (value === undefined ? [] : [value])))];
  const names = met.map(String);
  const numeric = names.every((name) => /^-?\d+$/.test(name));
  return names.sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
}

/** Labels may be missing, and modalities marked `?`. */
function missing({ name, role, optional }: Input, place: number): undefined {
  if (optional || role === 'label') return undefined;
  throw new UserProblem({
    code: 'value-unreadable',
    message: `Sample ${place + 1} has no \`${name}\`, and the model needs it.`,
    help: `Give it, or mark the modality as optional with \`?\`: \`modality ${name}: ...?\`.`,
  });
}
