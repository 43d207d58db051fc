import { expect, test } from 'vitest';
import { estimateCost } from '../../runtime/estimate/index.ts';
import { compileText } from '../support/compile.ts';
import { irisHost } from '../support/runs.ts';

/** Seconds of a training on a machine where every step takes one tick of its clock, a millisecond. */
function secondsOf(optimizer: string): number {
  const { runs } = compileText(`model Squeeze {
  modality point: real[3]

  register q
  encode point |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 1)
  objective compress(q)
}

data cloud = synthetic("anything", samples: 40)

train Squeeze on cloud {
  optimizer: ${optimizer}
  epochs: 10
  batch: 8
}
`);
  return estimateCost(runs[0]!, '.', irisHost(1)).seconds!;
}

test('a training looks at its samples as often as the optimiser does', () => {
  // 32 training samples are four batches; nine angles take two looks each.
  expect(secondsOf('adam')).toBeCloseTo(10 * 4 * 1e-3, 12);
  expect(secondsOf('spsa')).toBeCloseTo(10 * 4 * 2e-3, 12);
  expect(secondsOf('qng')).toBeCloseTo(10 * 4 * 28e-3, 12);
  expect(secondsOf('lbfgs')).toBeCloseTo(10 * 4 * 1e-3, 12);
  expect(secondsOf('rotosolve')).toBeCloseTo(10 * 4 * 19e-3, 12);
});
