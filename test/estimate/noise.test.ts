import { describe, expect, test } from 'vitest';
import { estimateCost, planSteps } from '../../runtime/estimate/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';

const run = (target: string) => {
  const { runs } = compileText(`
model Rings {
  modality point: real[6]
  label kind: class(2)

  register q
  encode point |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 1)
  objective classify(expect(Z(q)) |> linear, kind)
}

data cloud = synthetic("moons", samples: 40)

train Rings on cloud {
  target: lab
}

target lab = simulator {
  ${target}
}
`);
  return runs[0]!;
};

const noisy = run('noise: [damp(0.01)]');
const calm = run('seed: 1');

describe('a run with noise', () => {
  test('is told to need the memory of mixed states', () => {
    const [mixed, pure] = [noisy, calm].map((one) => estimateCost(one, '.', memoryHost()).bytes);
    // 4^6 coefficients instead of 2^6 amplitudes, four times over and in lanes of four.
    expect(mixed).toBeGreaterThan(4 * 4 ** 6 * 16);
    expect(mixed).toBeGreaterThan(4 * pure!);
  });

  test('is described as what it is', () => {
    const [plan] = planSteps(noisy);
    expect(plan!.engine).toContain('a mixed state of 4096 Pauli coefficients');
    expect(planSteps(calm)[0]!.engine).not.toContain('noise');
  });
});
