import type { Kernel } from '../kernel.ts';
import type { BatchSite } from './contrast.ts';

/**
 * `max(0, margin + s_in - s_ip)` of the likeness s, with the hardest partners of the batch (Hermans, Beyer and Leibe
 * 2017, batch hard): n is the most alike of the samples that do not belong to i, p the least alike of those that do.
 *
 * Without a truth only i itself belongs to i: its other modality. With one, all other samples of its class do. A
 * sample without p or n counts zero.
 */
export function triplet(margin: number, { inputs, output, absent }: BatchSite): Kernel {
  const [likeness, truth] = [inputs[0]!, inputs[1]];
  const chosen = new Int32Array(2 * output.value.length);
  const classOf = (sample: number): number => truth!.value[sample * truth!.stride]!;
  const belongs = (i: number, j: number): boolean => (truth ? classOf(i) === classOf(j) : i === j);

  /** Rows of the hardest partners of i; -1 where there is none. */
  const choose = (count: number, i: number): void => {
    let [positive, negative] = [-1, -1];
    for (let j = 0; j < count; j++) {
      if (absent(j) || (truth && i === j)) continue;
      const row = i * count + j;
      const value = likeness.value[row]!;
      if (belongs(i, j)) {
        if (positive < 0 || value < likeness.value[positive]!) positive = row;
      } else if (negative < 0 || value > likeness.value[negative]!) negative = row;
    }
    chosen[2 * i] = positive;
    chosen[2 * i + 1] = negative;
  };

  return {
    forward(count) {
      for (let i = 0; i < count; i++) {
        output.value[i] = 0;
        if (absent(i)) continue;
        choose(count, i);
        const [positive, negative] = [chosen[2 * i]!, chosen[2 * i + 1]!];
        if (positive < 0 || negative < 0) continue;
        output.value[i] = Math.max(
          0,
          margin + likeness.value[negative]! - likeness.value[positive]!,
        );
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream || !likeness.gradient) return;
      for (let i = 0; i < count; i++) {
        if (absent(i) || output.value[i] === 0) continue;
        likeness.gradient[chosen[2 * i]!]! -= upstream[i]!;
        likeness.gradient[chosen[2 * i + 1]!]! += upstream[i]!;
      }
    },
  };
}
