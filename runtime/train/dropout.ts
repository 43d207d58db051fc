import type { RandomStream } from '../data/random.ts';
import type { Evaluator } from '../graph/evaluator.ts';

/**
 * Modality dropout: each modality of each sample is taken away with its probability, in the order of the names, then
 * of the samples. Draws a number for every one, present or not, so that the stream does not depend on the data.
 */
export function dropModalities(
  evaluator: Evaluator,
  rates: Readonly<Record<string, number>>,
  random: RandomStream,
  batch: number,
): void {
  for (const name of Object.keys(rates).sort()) {
    const flag = evaluator.presence.flags.get(name)!;
    for (let sample = 0; sample < batch; sample++) {
      if (random.uniform() < rates[name]!) flag[sample] = 0;
    }
  }
}
