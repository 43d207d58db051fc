import type { Qubit } from '../../program/circuit.ts';
import type { NoiseModel } from '../../program/execution.ts';
import type { AffineMap } from './affine.ts';

/** Probabilities of reading a qubit wrongly. */
export interface Confusion {
  readonly zeroAsOne: number;
  readonly oneAsZero: number;
}

/** All readout errors of a qubit, one after the other. */
export function confusionOf(noise: NoiseModel, qubit: Qubit): Confusion {
  return noise.readout
    .filter(({ on }) => on === null || isSame(on, qubit))
    .reduce<Confusion>(
      (before, { zeroAsOne, oneAsZero }) => ({
        zeroAsOne: before.zeroAsOne * (1 - oneAsZero) + (1 - before.zeroAsOne) * zeroAsOne,
        oneAsZero: before.oneAsZero * (1 - zeroAsOne) + (1 - before.oneAsZero) * oneAsZero,
      }),
      { zeroAsOne: 0, oneAsZero: 0 },
    );
}

/** What reading makes of the expectation `z` of a Pauli operator of the qubit: `offset + scale z`. */
export function readExpectation({ zeroAsOne, oneAsZero }: Confusion): {
  readonly offset: number;
  readonly scale: number;
} {
  return { offset: oneAsZero - zeroAsOne, scale: 1 - zeroAsOne - oneAsZero };
}

/** What is left of a qubit, times the probability, when it was read as `outcome`. */
export function outcomeMap({ zeroAsOne, oneAsZero }: Confusion, outcome: 0 | 1): AffineMap {
  const zero = outcome === 0 ? 1 - zeroAsOne : zeroAsOne;
  const one = outcome === 0 ? oneAsZero : 1 - oneAsZero;
  const [even, odd] = [(zero + one) / 2, (zero - one) / 2];
  return [even, 0, 0, odd, 0, 0, 0, 0, 0, 0, 0, 0, odd, 0, 0, even];
}

export function isSame(a: Qubit, b: Qubit): boolean {
  return a.register === b.register && a.index === b.index;
}
