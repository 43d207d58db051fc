import { describe, expect, test } from 'vitest';
import type { Run } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import { trainRequest } from '../support/runs.ts';

const program = (objective: string, noise: string): string => `
model Rings {
  modality point: real[2]
  label kind: class(2)

  register q
  encode point |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 2)
  objective ${objective}
}

data cloud = synthetic("moons", samples: 60, seed: 4)

train Rings on cloud {
  epochs: 12
  batch: 64
  target: lab
  optimizer: adam(rate: 0.05)
}

target lab = simulator {
  noise: ${noise}
}
`;

function runOf(objective: string, noise: string): Run {
  const { runs, diagnostics } = compileText(program(objective, noise));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return runs[0]!;
}

async function losses(run: Run): Promise<number[]> {
  const host = memoryHost();
  const request = trainRequest(host, run, { base: '.', folder: 'runs/noisy/1' });
  await train(request);
  const lines = host.text('runs/noisy/1/metrics.jsonl').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { train: { loss: number } }).train.loss);
}

const classify = 'classify(expect(Z(q)) |> linear, kind)';
const some = '[depolarize(0.02, after: two_qubit), damp(0.01), flip(0.03, after: measure)]';

describe('training with noise', () => {
  test('brings the loss of the noisy model down, the same way each time', async () => {
    const first = await losses(runOf(classify, some));
    expect(first.at(-1)).toBeLessThan(0.85 * first[0]!);
    expect(await losses(runOf(classify, some))).toEqual(first);
  });

  test('sees the noise: with all of it, nothing is left to learn from', async () => {
    const all = await losses(runOf(classify, '[depolarize(1)]'));
    const little = await losses(runOf(classify, some));
    expect(all.at(-1)).toBeGreaterThan(little.at(-1)!);
    // Two classes that nothing tells apart.
    expect(all.at(-1)).toBeCloseTo(Math.log(2), 1);
  });

  test('compares mixed states by Tr(rho sigma)', async () => {
    const alignment = 'alignment(overlap(q), kind)';
    const found = await losses(runOf(alignment, some));
    expect(found.at(-1)).toBeLessThan(found[0]!);
  });

  test('takes the noise of a machine', async () => {
    const found = await losses(runOf(classify, 'device("fez")'));
    expect(found.at(-1)).toBeLessThan(found[0]!);
  });
});
