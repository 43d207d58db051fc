import { bound, randomNumbers, type Binding, type Random } from './bindings.ts';
import { gapBetween, type Gap } from './compare-states.ts';
import { coneOf, type Cone } from './cone.ts';
import type { Observation, Rotations } from './rotations.ts';
import { rotate, type State } from './state.ts';
import type { Start } from './tableau.ts';

/** What two circuits do differently, as a state of the inputs and what is observed. */
export interface DenseDifference {
  readonly binding: Binding;
  /** For each input; undefined where no product state was found that shows it. */
  readonly start: readonly Start[] | undefined;
  /** Index into the observations. */
  readonly observation: number;
  readonly gap: Gap;
}

/** How much was looked at. */
export interface DenseResult {
  readonly difference: DenseDifference | undefined;
  /** Observations that are too wide. */
  readonly skipped: readonly number[];
  /** Qubits of the largest state. */
  readonly wires: number;
  /** All states of the inputs were covered, by a maximally entangled one. */
  readonly allInputs: boolean;
  /** Bindings that every observation was compared at. */
  readonly bindings: number;
}

export interface DenseOptions {
  readonly bindings: readonly Binding[];
  readonly seed: number;
}

/** Wires of the largest state, and amplitudes that are turned at most: a few seconds. */
const LIMITS = { wires: 18, inputs: 5, work: 200_000_000 };

/** Compares what is observed of two circuits on state vectors, each observation within its light cone. */
export function compareDense(
  a: Rotations,
  b: Rotations,
  { bindings, seed }: DenseOptions,
): DenseResult {
  const random = randomNumbers(seed);
  const skipped: number[] = [];
  let [wires, allInputs, compared] = [0, true, bindings.length];
  for (const [observation, own] of a.observed.entries()) {
    const other = b.observed[observation]!;
    const pairs = bindings.map((binding): Pair => ({
      binding,
      a: coneOf(bound(a, binding), own),
      b: coneOf(bound(b, binding), other),
    }));
    const [first] = pairs;
    const seen = a.inputs.flatMap((_, k) => (isSeen(first!, k) ? [k] : []));
    const entangled = seen.length <= LIMITS.inputs;
    const further = entangled ? seen.length : 0;
    const width = Math.max(first!.a.wires, first!.b.wires) + further;
    const work = 2 ** width * (first!.a.rotations.length + first!.b.rotations.length);
    if (width > LIMITS.wires || work > LIMITS.work) {
      skipped.push(observation);
      continue;
    }
    wires = Math.max(wires, width);
    allInputs &&= entangled;
    const affordable = pairs.slice(0, Math.max(1, Math.floor(LIMITS.work / work)));
    compared = Math.min(compared, affordable.length);
    let worst: { readonly pair: Pair; readonly gap: Gap } | undefined;
    for (const pair of affordable) {
      const start = entangled ? maximallyEntangled(seen) : anyState(seen, random);
      const gap = gapOf(pair, start);
      if (gap === undefined) {
        skipped.push(observation);
        break;
      }
      if (gap === null || sizeOf(gap) <= (worst === undefined ? 0 : sizeOf(worst.gap))) continue;
      worst = { pair, gap };
      if (sizeOf(gap) > PLAIN) break;
    }
    if (worst === undefined) continue;
    const shown =
      seen.length === 0 ? undefined : shownBy(worst.pair, a.inputs.length, seen, random);
    const difference = {
      binding: worst.pair.binding,
      start: seen.length === 0 ? [] : shown?.start,
      observation,
      gap: shown?.gap ?? worst.gap,
    };
    return { difference, skipped, wires, allInputs, bindings: compared };
  }
  return { difference: undefined, skipped, wires, allInputs, bindings: compared };
}

/** A difference of this size needs no better example. */
const PLAIN = 0.2;

interface Pair {
  readonly binding: Binding;
  readonly a: Cone;
  readonly b: Cone;
}

function isSeen({ a, b }: Pair, input: number): boolean {
  return a.inputs[input] !== undefined || b.inputs[input] !== undefined;
}

/** A state of the inputs that are seen, and of as many further wires as it has. */
interface StartState {
  readonly inputs: readonly number[];
  readonly further: number;
  /** The first input is the least significant bit, further wires follow the inputs. */
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function gapOf({ a, b }: Pair, start: StartState): Gap | null | undefined {
  const [first, second] = [ran(a, start), ran(b, start)];
  return gapBetween(first.state, second.state, [first.observed, second.observed]);
}

function ran(
  { wires, inputs, rotations, observed }: Cone,
  { inputs: seen, further, re, im }: StartState,
): { readonly state: State; readonly observed: Observation } {
  // An input that only the other circuit sees goes with the further wires: nobody looks at it.
  let width = wires;
  const places = seen.map((input) => inputs[input] ?? width++);
  const references = Array.from({ length: further }, () => width++);
  const on = [...places, ...references];
  const state = {
    wires: width,
    re: new Float64Array(2 ** width),
    im: new Float64Array(2 ** width),
  };
  re.forEach((value, index) => {
    const place = on.reduce((sum, wire, k) => sum | (((index >>> k) & 1) << wire), 0);
    state.re[place] = value;
    state.im[place] = im[index]!;
  });
  for (const { letters, angle } of rotations) rotate(state, letters, angle.constant);
  const all =
    observed.kind === 'state' && further > 0
      ? { ...observed, wires: [...observed.wires, ...references] }
      : observed;
  return { state, observed: all };
}

function maximallyEntangled(inputs: readonly number[]): StartState {
  const further = inputs.length;
  const size = 2 ** further;
  const re = new Float64Array(size * size);
  for (let k = 0; k < size; k++) re[k + size * k] = 1 / Math.sqrt(size);
  return { inputs, further, re, im: new Float64Array(size * size) };
}

/** Gaussian amplitudes: any direction is as likely as any other. */
function anyState(inputs: readonly number[], random: Random): StartState {
  const size = 2 ** inputs.length;
  const gaussian = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const [re, im] = [0, 1].map(() => Float64Array.from({ length: size }, gaussian)) as [
    Float64Array,
    Float64Array,
  ];
  const norm = Math.sqrt([...re, ...im].reduce((sum, value) => sum + value * value, 0));
  return { inputs, further: 0, re: re.map((x) => x / norm), im: im.map((x) => x / norm) };
}

const VECTORS: Readonly<Record<Start, readonly [re0: number, re1: number, im1: number]>> = {
  '0': [1, 0, 0],
  '1': [0, 1, 0],
  '+': [Math.SQRT1_2, Math.SQRT1_2, 0],
  '-': [Math.SQRT1_2, -Math.SQRT1_2, 0],
  i: [Math.SQRT1_2, 0, Math.SQRT1_2],
  '-i': [Math.SQRT1_2, 0, -Math.SQRT1_2],
};

function productState(inputs: readonly number[], start: readonly Start[]): StartState {
  const size = 2 ** inputs.length;
  const [re, im] = [new Float64Array(size), new Float64Array(size)];
  for (let index = 0; index < size; index++) {
    let [real, imaginary] = [1, 0];
    inputs.forEach((input, k) => {
      const [zero, one, oneIm] = VECTORS[start[input]!];
      if (((index >>> k) & 1) === 0) [real, imaginary] = [real * zero, imaginary * zero];
      else [real, imaginary] = [real * one - imaginary * oneIm, imaginary * one + real * oneIm];
    });
    re[index] = real;
    im[index] = imaginary;
  }
  return { inputs, further: 0, re, im };
}

const TRIES = 40;

/** A product state that shows the difference, and best where many do: simple ones first. */
function shownBy(
  pair: Pair,
  count: number,
  seen: readonly number[],
  random: Random,
): { readonly start: readonly Start[]; readonly gap: Gap } | undefined {
  const kinds: readonly (readonly Start[])[] = [
    ['0'],
    ['0', '1'],
    ['0', '+'],
    ['0', '1', '+', 'i'],
  ];
  let best: { readonly start: readonly Start[]; readonly gap: Gap } | undefined;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const among = kinds[Math.min(kinds.length - 1, Math.floor(attempt / 8))]!;
    const start = Array.from(
      { length: count },
      (): Start => among[Math.floor(random() * among.length)]!,
    );
    const gap = gapOf(pair, productState(seen, start));
    if (gap === null || gap === undefined) continue;
    if (best === undefined || sizeOf(gap) > 1.5 * sizeOf(best.gap)) best = { start, gap };
  }
  return best;
}

function sizeOf(gap: Gap): number {
  return gap.kind === 'state' ? gap.distance : Math.abs(gap.a - gap.b);
}
