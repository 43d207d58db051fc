import type { Kernel } from '../kernel.ts';
import type { BatchSite } from './contrast.ts';

/**
 * `1 - <K, T> / (|K| |T|)` over the pairs of the batch: one minus the kernel-target alignment (Cristianini et al.
 * 2001). T is 1 for two samples of one class and `-1 / (classes - 1)` for two of different ones. A sample is not paired
 * with itself: that is 1 in every normalised kernel, so that small batches would seem better aligned than large ones.
 * One number for the batch, told to each sample of it; zero where K or T vanishes.
 */
export function alignment(classes: number, { inputs, output, absent }: BatchSite): Kernel {
  const [kernel, truth] = [inputs[0]!, inputs[1]!];
  const between = classes > 1 ? -1 / (classes - 1) : 1;
  const sums = { product: 0, ofKernel: 0, ofTarget: 0 };
  const classOf = (sample: number): number => truth.value[sample * truth.stride]!;
  const target = (i: number, j: number): number => (classOf(i) === classOf(j) ? 1 : between);
  const visit = (count: number, at: (row: number, wanted: number) => void): void => {
    for (let i = 0; i < count; i++) {
      if (absent(i)) continue;
      for (let j = 0; j < count; j++) {
        if (j !== i && !absent(j)) at(i * count + j, target(i, j));
      }
    }
  };

  return {
    forward(count) {
      Object.assign(sums, { product: 0, ofKernel: 0, ofTarget: 0 });
      visit(count, (row, wanted) => {
        const value = kernel.value[row]!;
        sums.product += value * wanted;
        sums.ofKernel += value ** 2;
        sums.ofTarget += wanted ** 2;
      });
      const norms = Math.sqrt(sums.ofKernel * sums.ofTarget);
      const loss = norms === 0 ? 0 : 1 - sums.product / norms;
      for (let i = 0; i < count; i++) output.value[i] = absent(i) ? 0 : loss;
    },
    backward(count) {
      const upstream = output.gradient;
      const into = kernel.gradient;
      const norms = Math.sqrt(sums.ofKernel * sums.ofTarget);
      if (!upstream || !into || norms === 0) return;
      let slope = 0;
      for (let i = 0; i < count; i++) if (!absent(i)) slope += upstream[i]!;
      visit(count, (row, wanted) => {
        const along = (sums.product * kernel.value[row]!) / sums.ofKernel;
        into[row]! -= (slope * (wanted - along)) / norms;
      });
    },
  };
}
