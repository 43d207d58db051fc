import { UserProblem } from '../../program/index.ts';
import { nearestDistribution } from './simplex.ts';

/** How often one qubit is misread: probabilities to read 1 where there was 0, and 0 where there was 1. */
export interface Misreading {
  readonly zeroAsOne: number;
  readonly oneAsZero: number;
}

/**
 * Frequencies as they would be without misreadings: each qubit's confusion matrix is inverted, qubit by qubit (Bravyi
 * et al. 2021, "tensored" mitigation). Unbiased, and entries may be negative.
 * @param seen `[2^k]`, bit 0 the lowest
 * @param misreadings of bit 0, bit 1, ...
 * @throws UserProblem `argument-invalid` where a qubit's readout tells nothing
 */
export function invertReadout(
  seen: ArrayLike<number>,
  misreadings: readonly Misreading[],
): Float64Array {
  const values = Float64Array.from(seen);
  misreadings.forEach(({ zeroAsOne: up, oneAsZero: down }, bit) => {
    const determinant = 1 - up - down;
    if (!(determinant > 0)) throw tellsNothing(bit, up, down);
    onEachPair(values, bit, (zero, one) => [
      ((1 - down) * zero - down * one) / determinant,
      ((1 - up) * one - up * zero) / determinant,
    ]);
  });
  return values;
}

/** Frequencies as a misreading machine shows them. */
export function misread(
  actual: ArrayLike<number>,
  misreadings: readonly Misreading[],
): Float64Array {
  const values = Float64Array.from(actual);
  misreadings.forEach(({ zeroAsOne: up, oneAsZero: down }, bit) => {
    onEachPair(values, bit, (zero, one) => [
      (1 - up) * zero + down * one,
      up * zero + (1 - down) * one,
    ]);
  });
  return values;
}

/**
 * The distribution that explains frequencies best: the least squares of `misread(p) - seen` over all distributions, by
 * accelerated projected gradients (Beck and Teboulle 2009).
 * @returns probabilities: not negative, and their sum is 1
 */
export function likeliestDistribution(
  seen: ArrayLike<number>,
  misreadings: readonly Misreading[],
): Float64Array {
  const step = 1 / misreadings.reduce((product, each) => product * squaredNorm(each), 1);
  let current = nearestDistribution(invertReadout(seen, misreadings));
  let ahead = current;
  let momentum = 1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const gradient = misreadTransposed(
      misread(ahead, misreadings).map((value, k) => value - seen[k]!),
      misreadings,
    );
    const next = nearestDistribution(ahead.map((value, k) => value - step * gradient[k]!));
    const moved = next.reduce((most, value, k) => Math.max(most, Math.abs(value - current[k]!)), 0);
    const grown = (1 + Math.sqrt(1 + 4 * momentum ** 2)) / 2;
    const reach = (momentum - 1) / grown;
    ahead = next.map((value, k) => value + reach * (value - current[k]!));
    current = next;
    momentum = grown;
    if (moved < 1e-13) break;
  }
  return current;
}

const MOST_ROUNDS = 5000;

function misreadTransposed(values: Float64Array, misreadings: readonly Misreading[]): Float64Array {
  misreadings.forEach(({ zeroAsOne: up, oneAsZero: down }, bit) => {
    onEachPair(values, bit, (zero, one) => [
      (1 - up) * zero + up * one,
      down * zero + (1 - down) * one,
    ]);
  });
  return values;
}

function onEachPair(
  values: Float64Array,
  bit: number,
  change: (zero: number, one: number) => readonly [number, number],
): void {
  const apart = 2 ** bit;
  for (let start = 0; start < values.length; start += 2 * apart) {
    for (let k = start; k < start + apart; k++) {
      const [zero, one] = change(values[k]!, values[k + apart]!);
      values[k] = zero;
      values[k + apart] = one;
    }
  }
}

/** The largest eigenvalue of M^T M of one qubit's confusion matrix. */
function squaredNorm({ zeroAsOne: up, oneAsZero: down }: Misreading): number {
  const trace = (1 - up) ** 2 + up ** 2 + (1 - down) ** 2 + down ** 2;
  const determinant = (1 - up - down) ** 2;
  return (trace + Math.sqrt(Math.max(0, trace ** 2 - 4 * determinant))) / 2;
}

function tellsNothing(bit: number, up: number, down: number): UserProblem {
  return new UserProblem({
    code: 'argument-invalid',
    message: `The readout of bit ${bit} tells nothing: it reads 0 as 1 with probability ${up} and 1 as 0 with ${down}, which together is not below 1.`,
    help: 'Place the model on other qubits, or run it without readout mitigation.',
  });
}
