import { drawBinomial } from '../../simulate/index.ts';
import type { Kernel, Operand } from '../kernel.ts';
import { eachPair } from './overlap.ts';
import type { OverlapShots } from './pair.ts';

/**
 * The overlap as a machine tells it: it runs one state forth and the other back, and counts how often all qubits are 0
 * again (Havlíček et al. 2019), which happens with the overlap for a probability. A pair within the batch is looked at
 * once, whichever of the two comes first.
 * @param exact what works the overlaps out
 * @param isWithin are the right samples those of the batch?
 */
export function drawnOverlap(
  exact: Kernel,
  { value }: Operand,
  rights: (count: number) => number,
  isWithin: boolean,
  { shots, random }: OverlapShots,
): Kernel {
  return {
    forward(count) {
      exact.forward(count);
      const stream = random();
      eachPair(count, rights(count), (row, left, right) => {
        const isKnown = isWithin && right < left;
        value[row] = isKnown
          ? value[right * rights(count) + left]!
          : drawBinomial(shots, Math.min(1, value[row]!), stream) / shots;
      });
    },
    backward() {
      throw new Error('an overlap from shots has no derivative');
    },
  };
}
