import { describe, expect, test } from 'vitest';
import { analyseNoise } from '../../runtime/analyse/analyse-noise.ts';
import type { Ansatz } from '../../runtime/analyse/ansatz.ts';
import { askMachine } from '../../runtime/analyse/robustness/machine.ts';
import {
  depolarizing,
  foldedDepolarizing,
  misreading,
} from '../../runtime/analyse/robustness/noise-models.ts';
import { withoutMisreadings } from '../../runtime/analyse/robustness/readout.ts';
import { robustness } from '../../runtime/analyse/robustness/robustness.ts';
import { isNearly, scoredMetric } from '../../runtime/analyse/robustness/scored-metric.ts';
import { zeroNoiseValues } from '../../runtime/analyse/robustness/zero-noise.ts';
import { randomStream } from '../../runtime/data/random.ts';
import type { Circuit } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import { irisHost, irisRun, trainRequest } from '../support/runs.ts';
import { ansatzOf } from './subject.ts';

/** Its circuit on its samples, exactly. */
const machineOf = ({ circuit, leaves, samples }: Ansatz) => ({
  circuit,
  leaves,
  rows: samples,
  shots: null,
  random: randomStream(1, 'test'),
});

const pair = (gates: string) =>
  ansatzOf(
    'register q[2]\n encode x into q with pair\n readout e = expect(Z(q))',
    `circuit pair(x: real) on a[2] { ${gates} }`,
  );

describe('zero-noise extrapolation', () => {
  test('needs no folded circuits: depolarising comes through a gate unchanged', async () => {
    const once = machineOf(await pair('ry(x) a[0]\n cx a[0], a[1]\n rx(x) a[1]'));
    const folded = machineOf(
      await pair(
        'ry(x) a[0]\n ry(-x) a[0]\n ry(x) a[0]\n cx a[0], a[1]\n cx a[0], a[1]\n cx a[0], a[1]\n rx(x) a[1]\n rx(-x) a[1]\n rx(x) a[1]',
      ),
    );
    const strong = askMachine({ ...once, noise: foldedDepolarizing(0.05, 3) });
    askMachine({ ...folded, noise: depolarizing(0.05) }).forEach((value, k) =>
      expect(value).toBeCloseTo(strong[k]!, 10),
    );
  });

  // One gate shrinks a value by 1 - p, so that of three points on a parabola the end is 1 - p^3.
  test('leaves the cube of the error of one gate', async () => {
    const ansatz = await ansatzOf(
      'register q[1]\n encode x into q with angle\n readout e = expect(Z(q))',
    );
    const p = 0.2;
    const found = zeroNoiseValues(machineOf(ansatz), p);
    ansatz.leaves.forEach((x, k) => expect(found[k]).toBeCloseTo((1 - p ** 3) * Math.cos(x), 10));
  });
});

test('readout mitigation gives back every kind of value', async () => {
  const ansatz = await pair('ry(x) a[0]\n cx a[0], a[1]\n rx(x) a[1]');
  const circuit: Circuit = {
    ...ansatz.circuit,
    measurements: [
      {
        kind: 'expectation',
        terms: [
          { coefficient: 0.5, factors: [] },
          { coefficient: 2, factors: [{ qubit: 0, pauli: 'X' }] },
          {
            coefficient: -1,
            factors: [
              { qubit: 0, pauli: 'Z' },
              { qubit: 1, pauli: 'Y' },
            ],
          },
        ],
      },
      { kind: 'probabilities', qubits: [1, 0] },
      { kind: 'paulis', qubits: [0, 1] },
    ],
  };
  const machine = { ...machineOf(ansatz), circuit };
  const perfect = askMachine({ ...machine, noise: depolarizing(0) });
  const seen = askMachine({ ...machine, noise: misreading(0.1) });
  const mended = withoutMisreadings(machine, 0.1);
  expect(Math.max(...seen.map((value, k) => Math.abs(value - perfect[k]!)))).toBeGreaterThan(0.1);
  mended.forEach((value, k) => expect(value).toBeCloseTo(perfect[k]!, 6));
});

describe('a score is nearly as good as the exact one', () => {
  test.each([
    ['accuracy', 0.86, true],
    ['accuracy', 0.84, false],
    ['mae', 1.05, true],
    ['mae', 1.1, false],
  ])('%s %d beside 0.9: %s', (name, score, nearly) => {
    expect(isNearly(scoredMetric(['samples', 'rmse', name]), score, 0.9)).toBe(nearly);
  });
});

describe('a trained run on noisy machines', () => {
  test('loses accuracy with every kind of error, and mitigation brings its values back', async () => {
    const host = irisHost();
    await train(trainRequest(host, irisRun({ train: { epochs: 25 } })));
    const request = { folder: 'runs/iris/1', host, seed: 3 };
    const found = await robustness(request);
    expect(found.metric).toBe('accuracy');
    expect(found.samples).toBe(12);
    expect(found.depolarizing.at(-1)!.score).toBeLessThanOrEqual(found.exact);
    for (const { valueError, mitigatedValueError } of found.readout.slice(-2)) {
      expect(mitigatedValueError).toBeLessThan(valueError! / 2);
    }
    const strong = found.depolarizing.at(-1)!;
    expect(strong.mitigatedValueError).toBeLessThan(strong.valueError!);
    expect(found.shots[0]!.error).toBeGreaterThanOrEqual(found.shots.at(-1)!.error);
    const { figures, left } = await analyseNoise(request);
    expect(left).toEqual([]);
    expect(figures[0]?.values).toEqual({ ...found, mitigatedShots: 4096 });
    const { level, panels } = figures[0]!.panels!;
    expect(level.value).toBe(found.exact);
    expect(panels.map(({ series }) => series.map(({ name }) => name))).toEqual([
      ['as it is', 'mitigated'],
      ['as it is'],
      ['as it is', 'mitigated'],
    ]);
    expect(panels[1]!.series[0]!.points).toEqual(found.shots.map(({ at, score }) => [at, score]));
    expect(figures[0]?.meaning).toMatch(
      /^Simulated exactly, accuracy is [01]\.\d+ on 12 samples of the test split/,
    );
  });

  test('is left out, with the reason, where a model reads whole states', async () => {
    const text = `
      model Groups {
        modality point: real[2]
        label half: class("upper", "lower")
        register q
        encode point |> scale(0, pi) into q with angle
        readout group = svm(overlap(q), half)
      }
      data moons = synthetic("moons", samples: 40, seed: 1)
      train Groups on moons`;
    const { runs } = compileText(text);
    const host = memoryHost();
    await train(trainRequest(host, runs[0]!, { folder: 'runs/groups/1' }));
    const { figures, left } = await analyseNoise({ folder: 'runs/groups/1', host, seed: 0 });
    expect(figures).toEqual([]);
    expect(left.map(({ figure }) => figure)).toEqual(['noise']);
    expect(left[0]?.reason).toContain('mixed state');
  });
});
