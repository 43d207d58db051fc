import { expect, test } from 'vitest';
import { estimateCost, planSteps } from '../../runtime/estimate/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { compileText } from '../support/compile.ts';
import { irisHost } from '../support/runs.ts';

function runWith(setting: string): Run {
  const { runs } = compileText(`model Squeeze {
  modality point: real[3]

  register q
  encode point |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 1)
  objective compress(q)
}

data cloud = synthetic("anything", samples: 40)

train Squeeze on cloud {
  ${setting}
  epochs: 10
  batch: 8
}
`);
  return runs[0]!;
}

test('a training can be told from its plan, which runs nothing', () => {
  const run = runWith('');
  const host = irisHost(1);
  const { seconds } = estimateCost(run, '.', host, 'planned');
  expect(host.now(), 'the first look at the clock').toBe(irisHost(1).now());
  // 32 training samples are four batches.
  const milliseconds = planSteps(run)[0]!.plans[0]!.milliseconds;
  expect(seconds).toBeCloseTo((10 * 4 * milliseconds) / 1000, 12);
});

test('differences are timed: no plan says how many circuits they take', () => {
  const run = runWith('gradient: shift');
  const [planned, timed] = (['planned', 'timed'] as const).map(
    (how) => estimateCost(run, '.', irisHost(1), how).seconds,
  );
  expect(planned).toBe(timed);
});
