import type { Counts } from './counts.ts';
import { unreadable } from './parse.ts';
import { sizeOfShape, type Tensor } from './tensor.ts';

/** Outcomes of one bit register: for each element of the pub's shape, one text of bits a shot, bit 0 on the right. */
export interface BitArray {
  readonly kind: 'bits';
  /** Of the pub. */
  readonly shape: readonly number[];
  readonly shots: number;
  /** Of the register. */
  readonly bits: number;
  /** Row-major over the shape, then shot by shot. */
  readonly outcomes: readonly string[];
}

/**
 * Bytes as Qiskit's `BitArray` packs them: `[...shape, shots, ceil(bits / 8)]`, big endian, bit 0 the lowest of the
 * last byte.
 * @throws UserProblem `answer-unreadable` where the shape and the bits do not belong together
 */
export function unpackBits({ shape, values }: Tensor, bits: number): BitArray {
  const width = Math.ceil(bits / 8);
  const shots = shape.at(-2);
  if (shots === undefined || shape.at(-1) !== width) {
    throw unreadable(
      `a register of ${bits} bits takes ${width} bytes a shot, and its array has the shape [${shape.join(', ')}]`,
    );
  }
  const outer = shape.slice(0, -2);
  const outcomes = Array.from({ length: sizeOfShape(outer) * shots }, (_, shot) => {
    const bytes = Array.from({ length: width }, (__, k) => values[shot * width + k]!);
    const text = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
    return text.slice(8 * width - bits);
  });
  return { kind: 'bits', shape: outer, shots, bits, outcomes };
}

/** Counts of one element of the pub. */
export function countsOf({ outcomes, shots }: BitArray, element: number): Counts {
  const counts = new Map<string, number>();
  for (let shot = element * shots; shot < (element + 1) * shots; shot++) {
    const outcome = outcomes[shot]!;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}
