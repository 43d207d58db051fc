import { randomStream } from '../data/random.ts';
import { parameterView } from '../graph/weights.ts';
import type { Weights } from '../graph/weights.ts';
import type { Parameter, Program } from '../program/index.ts';

/**
 * Start values of all parameters. Each has a random stream of its own, named `init/<path>`, so that an edit elsewhere
 * in the model leaves it as it was.
 */
export function initialise(program: Program, seed: number, weights: Weights): void {
  for (const [index, parameter] of program.parameters.entries()) {
    const draw = starter(parameter, seed);
    const values = parameterView(weights, weights.values, index);
    for (let i = 0; i < values.length; i++) values[i] = draw();
  }
}

function starter({ start, shape, path }: Parameter, seed: number): () => number {
  const random = randomStream(seed, `init/${path}`);
  switch (start.kind) {
    case 'constant':
      return () => start.value;
    case 'uniform':
      return () => start.low + (start.high - start.low) * random.uniform();
    case 'normal':
      return () => start.mean + start.deviation * random.normal();
    case 'glorot': {
      const [out = 1, into = 1] = shape;
      const bound = Math.sqrt(6 / (out + into));
      return () => bound * (2 * random.uniform() - 1);
    }
  }
}
