import type { Operand } from '../graph/kernel.ts';
import { bindBatchObjective, bindPairs } from '../graph/pairs/bind.ts';
import { tensor } from '../predict/operate.ts';
import type { BatchObjective, PairSource } from '../program/index.ts';
import { asTensor, whereAll, type Result, type Value } from './value.ts';

/** `|<a|b>|^2` of amplitudes, real and imaginary parts in turn. */
export function overlap<A extends Value, B extends Value>(left: A, right: B): Result<A | B> {
  return compare({ kind: 'overlap', of: 'amplitudes' }, [left, right]);
}

/** `Tr(rho_a rho_b)` of two states, from their Pauli expectations. */
export function overlapOfPaulis<A extends Value, B extends Value>(
  left: A,
  right: B,
): Result<A | B> {
  return compare({ kind: 'overlap', of: 'paulis' }, [left, right]);
}

/** Cosine of the angle between two vectors; zero where one of them is zero. */
export function cosine<A extends Value, B extends Value>(left: A, right: B): Result<A | B> {
  return compare({ kind: 'cosine' }, [left, right]);
}

/** `exp(-gamma |x - y|^2)` */
export function rbf<A extends Value, B extends Value, C extends Value>(
  left: A,
  right: B,
  gamma: C,
): Result<A | B | C> {
  return compare({ kind: 'rbf' }, [left, right, gamma]);
}

/** A likeness of every ordered pair of samples: the left ones in rows, the right ones in columns. */
export function between<Sample, R extends Value>(
  samples: readonly Sample[],
  likeness: (left: Sample, right: Sample) => R,
): R[][] {
  return samples.map((left) => samples.map((right) => likeness(left, right)));
}

type Likenesses = readonly (readonly Value[])[];
type Truths = readonly Value[];

/** InfoNCE in both directions, for each sample; undefined for one that lacks something. */
export function contrast(likeness: Likenesses, temperature: Value, truths?: Truths): Value[] {
  return judgeBatch({ kind: 'contrast' }, likeness, [temperature], truths);
}

/** The hardest negative and the hardest positive of each sample. */
export function triplet(likeness: Likenesses, margin: number, truths?: Truths): Value[] {
  return judgeBatch({ kind: 'triplet', margin }, likeness, [], truths);
}

/** One minus the kernel-target alignment, told to each sample. */
export function alignment(kernel: Likenesses, classes: number, truths: Truths): Value[] {
  return judgeBatch({ kind: 'alignment', classes }, kernel, [], truths);
}

function compare<Given extends Value>(
  operation: Exclude<PairSource, { kind: 'across' }>,
  inputs: readonly Given[],
): Result<Given> {
  return whereAll(inputs, (...present) => {
    const output = tensor([], [0]);
    bindPairs(operation, {
      inputs: present.map((one) => operandOf(one.shape, one.data, one.data.length)),
      output: operandOf([], output.data, 1),
      rights: () => 1,
      isWithin: false,
      drawn: undefined,
    }).forward(1);
    return output;
  });
}

function judgeBatch(
  operation: BatchObjective,
  likeness: Likenesses,
  shared: readonly Value[],
  truths: Truths | undefined,
): Value[] {
  const count = likeness.length;
  const numberAt = (value: Value): number => (value === undefined ? 0 : asTensor(value).data[0]!);
  const pairs = Float64Array.from(likeness.flat(), numberAt);
  const absent = (sample: number): boolean =>
    likeness[sample]![sample] === undefined ||
    (truths !== undefined && truths[sample] === undefined);
  const values = new Float64Array(count);
  bindBatchObjective(operation, {
    inputs: [
      operandOf([], pairs, 1),
      ...shared.map((value) => operandOf([], Float64Array.of(numberAt(value)), 0)),
      ...(truths ? [operandOf([], Float64Array.from(truths, numberAt), 1)] : []),
    ],
    output: operandOf([], values, 1),
    absent,
  }).forward(count);
  return Array.from(values, (value, sample) => (absent(sample) ? undefined : tensor([], [value])));
}

function operandOf(shape: readonly number[], value: Float64Array, stride: number): Operand {
  return { shape, size: shape.length === 0 ? 1 : value.length, stride, value, gradient: null };
}
