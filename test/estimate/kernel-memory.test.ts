import { describe, expect, test } from 'vitest';
import { estimateCost, refuseBeyondMachine } from '../../runtime/estimate/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';

function runOf(readout: string, samples: number): Run {
  const { runs } = compileText(`
    model M {
      modality x: real[2]
      label kind: class(2)
      register q
      encode x into q with angle
      readout guess = ${readout}
    }
    data points = synthetic("moons", samples: ${samples}, seed: 1) {
      split: fractions(train: 0.5, test: 0.5)
    }
    train M on points
  `);
  return runs[0]!;
}

describe('the kernel between all training samples', () => {
  test('is what a solver of kernels costs: eight bytes for each pair', () => {
    const host = memoryHost();
    const bytesOf = (readout: string): number =>
      estimateCost(runOf(readout, 40_000), '.', host).kernelBytes;
    expect(bytesOf('svm(overlap(q), kind)')).toBe(8 * 20_000 ** 2);
    expect(bytesOf('kernel_pca(overlap(q), 2)')).toBe(2 * 8 * 20_000 ** 2);
    expect(bytesOf('kmeans(expect(Z(q)), groups: 2)')).toBe(0);
  });

  test('is refused where the machine cannot hold it, with the setting that helps', () => {
    const host = memoryHost({}, 2 ** 30);
    const run = runOf('svm(overlap(q), kind)', 40_000);
    const cost = estimateCost(run, '.', host);
    expect(() => {
      refuseBeyondMachine(run, cost, host);
    }).toThrow(
      'The kernel between all training samples of `M` takes 3.0 GiB of memory; this machine has 1.0 GiB to spare.',
    );
    const small = runOf('svm(overlap(q), kind)', 400);
    refuseBeyondMachine(small, estimateCost(small, '.', host), host);
  });
});
