import type { Operand } from '../kernel.ts';
import { writeBits } from './bit-strings.ts';

/**
 * Draws one bit string for each sample from its probabilities, by where a uniform number falls in their running sum.
 * Rounding may leave the sum short of one: what is beyond it goes to the last string that has any probability.
 * @param uniform the next number in [0, 1)
 */
export function drawBits(
  probabilities: Pick<Operand, 'value' | 'size' | 'stride'>,
  output: Pick<Operand, 'value' | 'size'>,
  count: number,
  uniform: () => number,
): void {
  const { value, size, stride } = probabilities;
  for (let sample = 0; sample < count; sample++) {
    const start = sample * stride;
    let left = uniform();
    let drawn = 0;
    for (let x = 0; x < size; x++) {
      const probability = value[start + x]!;
      if (probability <= 0) continue;
      drawn = x;
      left -= probability;
      if (left < 0) break;
    }
    writeBits(drawn, output.value, sample * output.size, output.size);
  }
}
