import type { RandomStream } from '../data/random.ts';
import { parameterView, type Weights } from '../graph/weights.ts';
import type { Program } from '../program/index.ts';
import { initialise } from '../train/initialise.ts';

/** Random weights of a whole model: angles uniform from a full turn, the others as a training would start them. */
export function drawWeights(program: Program, random: RandomStream, into: Weights): void {
  initialise(program, random.below(2 ** 31), into);
  for (const [index, { unit }] of program.parameters.entries()) {
    if (unit !== 'angle') continue;
    const values = parameterView(into, into.values, index);
    for (let i = 0; i < values.length; i++) values[i] = Math.PI * (2 * random.uniform() - 1);
  }
}
