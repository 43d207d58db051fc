import { randomStream } from '../data/random.ts';
import type { RandomStream } from '../data/random.ts';
import type { Program } from '../program/index.ts';
import type { Kernel, Operand } from './kernel.ts';

/** The random numbers of an evaluation: a stream for each `draw` of the Program, sample after sample. */
export interface Draws {
  /** Begins anew: the streams are made of the seed, the place among the draws, and this name. */
  restart(name: string): void;
  /** Fills the output with what comes next. */
  kernel(node: number, output: Operand): Kernel;
}

/** Streams are named `draw/<n>/<name>`; the first name is `predict`. */
export function createDraws(program: Pick<Program, 'nodes'>, seed: number): Draws {
  const nodes = program.nodes.flatMap(({ operation }, node) =>
    operation.kind === 'draw' ? [{ node, ...operation }] : [],
  );
  const streamsOf = (name: string): RandomStream[] =>
    nodes.map((_, place) => randomStream(seed, `draw/${place}/${name}`));
  let streams = streamsOf('predict');
  return {
    restart(name) {
      streams = streamsOf(name);
    },
    kernel(node, output) {
      const place = nodes.findIndex((each) => each.node === node);
      const { low, high } = nodes[place]!;
      return {
        forward(count) {
          const random = streams[place]!;
          for (let i = 0; i < count * output.size; i++) {
            output.value[i] = low + (high - low) * random.uniform();
          }
        },
        backward() {
          // Chance does not depend on anything.
        },
      };
    },
  };
}
