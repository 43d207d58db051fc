import { encodeTexts } from '../data/text/encode.ts';
import { tokenise } from '../data/text/tokenise.ts';
import { UserProblem, type Input } from '../program/index.ts';
import { tensor, type Tensor } from '../predict/operate.ts';

type OrMissing<Given> = Tensor | Extract<Given, undefined>;

/**
 * The numbers of a picture, a sound or a table, row-major in a shape; undefined where an optional one is missing.
 * @throws UserProblem where there are more or fewer, or one is not finite
 */
export function numbersInput<Given extends ArrayLike<number> | number | undefined>(
  name: string,
  value: Given,
  shape: readonly number[],
): OrMissing<Given> {
  if (value === undefined) return undefined as OrMissing<Given>;
  const present: ArrayLike<number> | number = value;
  const given = typeof present === 'number' ? [present] : present;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (given.length !== size) {
    throw refused(
      name,
      `has ${given.length} numbers and takes ${size} (shape [${shape.join(', ')}])`,
    );
  }
  const input = tensor(shape, given);
  if (!input.data.every(Number.isFinite))
    throw refused(name, 'has a value that is no finite number');
  return input;
}

/** The words of a text as indices into the vocabulary that training made. */
export function textInput<Given extends string | undefined>(
  name: string,
  text: Given,
  vocabulary: readonly string[],
  type: Omit<Extract<Input['type'], { kind: 'text' }>, 'kind'>,
): OrMissing<Given> {
  if (text === undefined) return undefined as OrMissing<Given>;
  const input: Input = {
    name,
    role: 'modality',
    type: { kind: 'text', ...type },
    shape: [type.words],
    optional: false,
    origin: 0,
  };
  return tensor(input.shape, encodeTexts(input, [tokenise(text)], vocabulary).values);
}

/**
 * A class, or a list of classes, as indices into their names.
 * @throws UserProblem for a name that is none of them
 */
export function classInput<Given extends string | readonly string[] | undefined>(
  name: string,
  value: Given,
  names: readonly string[],
  shape: readonly number[],
): OrMissing<Given> {
  if (value === undefined) return undefined as OrMissing<Given>;
  const present: string | readonly string[] = value;
  const words = typeof present === 'string' ? [present] : present;
  const indices = words.map((word) => {
    const index = names.indexOf(word);
    if (index >= 0) return index;
    throw refused(name, `is \`${word}\`, which is none of ${names.join(', ')}`);
  });
  return numbersInput(name, indices, shape);
}

/** Which of some modalities a sample lacks. */
export function missingOf<Name extends string>(
  sample: Readonly<Partial<Record<Name, unknown>>>,
  ...names: readonly Name[]
): readonly Name[] {
  return names.filter((name) => sample[name] === undefined);
}

function refused(name: string, what: string): UserProblem {
  return new UserProblem({ code: 'argument-invalid', message: `The input \`${name}\` ${what}.` });
}
