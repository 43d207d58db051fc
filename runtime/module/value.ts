import { tensor, type Tensor } from '../predict/operate.ts';

/** What an operation takes: a tensor, a scalar, or undefined for a value that a missing modality takes away. */
export type Value = Tensor | number | undefined;

/** What an operation gives: undefined only where one of its inputs may be undefined. */
export type Result<Input extends Value> = Tensor | Extract<Input, undefined>;

/** A scalar as a tensor of the empty shape. */
export function asTensor(value: Tensor | number): Tensor {
  return typeof value === 'number' ? tensor([], [value]) : value;
}

/** Applies a rule where all inputs have a value; a missing input gives a missing result. */
export function whereAll<Input extends Value>(
  inputs: readonly Input[],
  rule: (...present: Tensor[]) => Tensor,
): Result<Input> {
  const present = inputs.filter((input) => input !== undefined);
  if (present.length < inputs.length) return undefined as Result<Input>;
  return rule(...present.map(asTensor));
}

/** The entry of a scalar, or the first of a tensor. */
export function numberOf<Input extends Tensor | undefined>(
  value: Input,
): number | Extract<Input, undefined> {
  return value === undefined ? (undefined as Extract<Input, undefined>) : value.data[0]!;
}

/** The entries, row-major. */
export function numbersOf<Input extends Tensor | undefined>(
  value: Input,
): Float64Array | Extract<Input, undefined> {
  return value === undefined ? (undefined as Extract<Input, undefined>) : value.data;
}
