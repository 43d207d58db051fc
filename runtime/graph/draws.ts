import { randomStream } from '../data/random.ts';
import type { RandomStream } from '../data/random.ts';
import type { Operation } from '../program/index.ts';
import type { Kernel, Operand } from './kernel.ts';
import { drawBits } from './operations/draw-bits.ts';

/** The random numbers of an evaluation: a stream for each `draw`, `sample` and circuit, sample after sample. */
export interface Draws {
  /**
   * Begins anew: the streams are made of the seed, what is drawn, its number, and this name.
   * @param trial of several under the same name, all of which see the same numbers but outcomes of circuits of their own
   */
  restart(name: string, trial?: number): void;
  /**
   * The stream that outcomes of a circuit are drawn from now.
   * @param seed of the machine that runs it
   * @param place names the circuit among those of the evaluation
   */
  outcomes(seed: number, place: string): () => RandomStream;
  /** Fills the output with what comes next. */
  kernel(operation: Drawn, inputs: readonly Operand[], output: Operand): Kernel;
}

export type Drawn = Extract<Operation, { readonly kind: 'draw' | 'sample' }>;

/**
 * Streams are named `draw/<n>/<name>`, `sample/<n>/<name>` and `shots/<place>/<seed>/<name>/<trial>`; the first name is
 * `predict`.
 */
export function createDraws(seed: number): Draws {
  let name = 'predict';
  let trial = 0;
  const streams = new Map<string, RandomStream>();
  const streamOf = ({ kind, stream: number }: Drawn): RandomStream => {
    const key = `${kind}/${number}`;
    const stream = streams.get(key) ?? randomStream(seed, `${key}/${name}`);
    streams.set(key, stream);
    return stream;
  };
  const fill = (operation: Drawn, inputs: readonly Operand[], output: Operand, count: number) => {
    const random = streamOf(operation);
    const uniform = (): number => random.uniform();
    if (operation.kind === 'sample') {
      drawBits(inputs[0]!, output, count, uniform);
      return;
    }
    const { low, high } = operation;
    for (let i = 0; i < count * output.size; i++) output.value[i] = low + (high - low) * uniform();
  };
  return {
    restart(next, chosen = 0) {
      name = next;
      trial = chosen;
      streams.clear();
    },
    outcomes: (machine, place) => () => {
      const key = `shots/${place}`;
      const stream = streams.get(key) ?? randomStream(machine, `${key}/${seed}/${name}/${trial}`);
      streams.set(key, stream);
      return stream;
    },
    kernel: (operation, inputs, output) => ({
      forward: (count) => {
        fill(operation, inputs, output, count);
      },
      backward() {
        // Chance has no derivative.
      },
    }),
  };
}
