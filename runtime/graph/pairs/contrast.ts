import type { Kernel, Operand } from '../kernel.ts';
import type { Absent } from '../operations/select.ts';

export interface BatchSite {
  /** The first holds the pairs of the batch, row-major `[count, count]`. */
  readonly inputs: readonly Operand[];
  readonly output: Operand;
  /** Samples that do not count: they are no partner of anybody. */
  readonly absent: Absent;
}

/**
 * InfoNCE over the batch, in both directions (van den Oord et al. 2018; Radford et al. 2021): for sample i, with
 * `s = likeness / temperature` and partners P(i),
 * `-1/(2 |P|) sum_p (log softmax_j(s_ij)[p] + log softmax_j(s_ji)[p])`.
 *
 * Without a truth the partner of i is i: its other modality. With one, partners are all other samples of its class
 * (Khosla et al. 2020, supervised contrastive), the sample itself is left out of the softmax, and a sample that is
 * alone in its class counts zero.
 */
export function contrast({ inputs, output, absent }: BatchSite): Kernel {
  const [likeness, temperature, truth] = [inputs[0]!, inputs[1]!, inputs[2]];
  const classOf = (sample: number): number => truth!.value[sample * truth!.stride]!;
  const isPartner = (i: number, j: number): boolean =>
    truth ? i !== j && classOf(i) === classOf(j) : i === j;
  const isCandidate = (i: number, j: number): boolean => !absent(j) && (!truth || i !== j);

  return {
    forward(count) {
      for (let i = 0; i < count; i++) {
        output.value[i] = absent(i)
          ? 0
          : directions(count, i).reduce((sum, each) => sum + lossOf(count, i, each), 0) / 2;
      }
    },
    backward(count) {
      const upstream = output.gradient;
      if (!upstream) return;
      for (let i = 0; i < count; i++) {
        if (absent(i) || upstream[i] === 0) continue;
        for (const each of directions(count, i)) addSlopes(count, i, each, upstream[i]! / 2);
      }
    },
  };

  /** Rows of the pairs that sample i meets: as the left one, and as the right one. */
  function directions(count: number, i: number): readonly Direction[] {
    return [(j) => i * count + j, (j) => j * count + i];
  }

  function lossOf(count: number, i: number, at: Direction): number {
    const { normaliser, partners } = softmaxOf(count, i, at);
    if (partners === 0) return 0;
    let sum = 0;
    for (let j = 0; j < count; j++) {
      if (isCandidate(i, j) && isPartner(i, j)) sum += normaliser - scaled(at(j));
    }
    return sum / partners;
  }

  function addSlopes(count: number, i: number, at: Direction, slope: number): void {
    const { normaliser, partners } = softmaxOf(count, i, at);
    if (partners === 0) return;
    const heat = temperature.value[0]!;
    for (let j = 0; j < count; j++) {
      if (!isCandidate(i, j)) continue;
      const wanted = isPartner(i, j) ? 1 / partners : 0;
      const pull = slope * (Math.exp(scaled(at(j)) - normaliser) - wanted);
      if (likeness.gradient) likeness.gradient[at(j)]! += pull / heat;
      if (temperature.gradient) temperature.gradient[0]! -= (pull * scaled(at(j))) / heat;
    }
  }

  function softmaxOf(
    count: number,
    i: number,
    at: Direction,
  ): { normaliser: number; partners: number } {
    let most = -Infinity;
    let partners = 0;
    for (let j = 0; j < count; j++) {
      if (!isCandidate(i, j)) continue;
      most = Math.max(most, scaled(at(j)));
      if (isPartner(i, j)) partners += 1;
    }
    let sum = 0;
    for (let j = 0; j < count; j++) {
      if (isCandidate(i, j)) sum += Math.exp(scaled(at(j)) - most);
    }
    return { normaliser: most + Math.log(sum), partners };
  }

  function scaled(row: number): number {
    return likeness.value[row]! / temperature.value[0]!;
  }
}

type Direction = (other: number) => number;
