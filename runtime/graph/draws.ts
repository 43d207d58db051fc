import { randomStream } from '../data/random.ts';
import type { RandomStream } from '../data/random.ts';
import type { Operation } from '../program/index.ts';
import type { Kernel, Operand } from './kernel.ts';

/** The random numbers of an evaluation: one stream after the other for each `draw`, sample after sample. */
export interface Draws {
  /** Begins anew: the streams are made of the seed, the number of the `draw`, and this name. */
  restart(name: string): void;
  /** Fills the output with what comes next. */
  kernel(draw: Draw, output: Operand): Kernel;
}

type Draw = Extract<Operation, { readonly kind: 'draw' }>;

/** Streams are named `draw/<n>/<name>`; the first name is `predict`. */
export function createDraws(seed: number): Draws {
  let name = 'predict';
  const streams = new Map<number, RandomStream>();
  const streamOf = (number: number): RandomStream => {
    const stream = streams.get(number) ?? randomStream(seed, `draw/${number}/${name}`);
    streams.set(number, stream);
    return stream;
  };
  return {
    restart(next) {
      name = next;
      streams.clear();
    },
    kernel: ({ low, high, stream }, output) => ({
      forward(count) {
        const random = streamOf(stream);
        for (let i = 0; i < count * output.size; i++) {
          output.value[i] = low + (high - low) * random.uniform();
        }
      },
      backward() {
        // Chance does not depend on anything.
      },
    }),
  };
}
