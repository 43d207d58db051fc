import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { exact } from '../../runtime/program/index.ts';
import type { Rotations } from './rotations.ts';

/** A number for each leaf. */
export type Binding = readonly number[];

export type Random = () => number;

/** Uniform in [0, 1). */
export function randomNumbers(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) * 2 ** -32;
}

/** Where rules about angles break: multiples of quarter turns, whole turns, and just beside them. */
const SPECIAL = [
  0,
  Math.PI / 2,
  -Math.PI / 2,
  Math.PI,
  -Math.PI,
  2 * Math.PI - 1e-3,
  2 * Math.PI + 1e-3,
  4 * Math.PI,
];

/** Half of them anywhere, half with some leaves at special values. */
export function someBindings(leaves: number, count: number, random: Random): readonly Binding[] {
  if (leaves === 0) return [[]];
  return Array.from({ length: count }, (_, k) =>
    Array.from({ length: leaves }, () =>
      k % 2 === 1 && random() < 0.5
        ? SPECIAL[Math.floor(random() * SPECIAL.length)]!
        : (random() - 0.5) * 4 * Math.PI,
    ),
  );
}

/** All angles become multiples of a quarter turn, where the constants are; undefined for decimal coefficients. */
export function cliffordBindings(
  circuits: readonly Rotations[],
  leaves: number,
  count: number,
  random: Random,
): readonly Binding[] | undefined {
  const denominators = denominatorsOf(circuits, leaves);
  if (denominators === undefined) return undefined;
  return Array.from({ length: leaves === 0 ? 1 : count }, () =>
    denominators.map((each) => (each * Math.floor(random() * 4) * Math.PI) / 2),
  );
}

/**
 * What is measured is a trigonometric polynomial in each leaf, of a degree that the circuits tell; one that vanishes at
 * more points, evenly spread over its period, than twice the degree is zero.
 *
 * @returns these points for all leaves, or undefined where there are more than `most` or coefficients are decimal
 */
export function everyBinding(
  circuits: readonly Rotations[],
  leaves: number,
  most: number,
): readonly Binding[] | undefined {
  const denominators = denominatorsOf(circuits, leaves);
  if (denominators === undefined) return undefined;
  const degrees = new Array<number>(leaves).fill(0);
  for (const { rotations } of circuits) {
    const own = new Array<number>(leaves).fill(0);
    for (const { leaf, coefficient } of rotations.flatMap(({ angle }) => angle.terms))
      own[leaf]! += Math.abs(exact.toNumber(coefficient)) * denominators[leaf]!;
    own.forEach((degree, leaf) => (degrees[leaf] = Math.max(degrees[leaf]!, Math.round(degree))));
  }
  const points = degrees.map((degree) => 2 * degree + 1);
  if (points.reduce((product, each) => product * each, 1) > most) return undefined;
  return points.reduce<readonly Binding[]>(
    (list, count, leaf) =>
      list.flatMap((binding) =>
        Array.from({ length: count }, (_, k) => [
          ...binding,
          (2 * Math.PI * denominators[leaf]! * k) / count,
        ]),
      ),
    [[]],
  );
}

/** For each leaf a number that makes its coefficients whole. */
function denominatorsOf(
  circuits: readonly Rotations[],
  leaves: number,
): readonly number[] | undefined {
  const denominators = new Array<number>(leaves).fill(1);
  for (const { rotations } of circuits) {
    for (const { leaf, coefficient } of rotations.flatMap(({ angle }) => angle.terms)) {
      const { rational, pi, decimal } = coefficient;
      if (decimal !== undefined || pi[0] !== 0) return undefined;
      denominators[leaf] = leastMultiple(denominators[leaf]!, rational[1]);
    }
  }
  return denominators.every((each) => each < 1000) ? denominators : undefined;
}

function leastMultiple(a: number, b: number): number {
  let [p, q] = [a, b];
  while (q !== 0) [p, q] = [q, p % q];
  return (a / p) * b;
}

/** The circuit with numbers for its leaves. */
export function bound(circuit: Rotations, values: Binding): Rotations {
  return {
    ...circuit,
    rotations: circuit.rotations.map(({ letters, angle: { constant, terms } }) => ({
      letters,
      angle: {
        constant: terms.reduce(
          (sum, { leaf, coefficient }) => sum + exact.toNumber(coefficient) * values[leaf]!,
          constant,
        ),
        terms: [],
      },
    })),
  };
}
