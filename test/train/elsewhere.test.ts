import { describe, expect, test } from 'vitest';
import type { Run, TrainSettings } from '../../runtime/program/index.ts';
import { createSimulator, type Measure } from '../../runtime/simulate/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import { irisHost, irisRun, trainRequest } from '../support/runs.ts';

const FOLDER = 'runs/iris/1';
const schedule = { kind: 'constant' } as const;
const fromShots = { shots: 100, noise: null, seed: 0 };

/** A machine without errors or noise of shots, which takes its time. */
const exactly: Measure = async (asked) => {
  await new Promise((resolve) => setImmediate(resolve));
  return asked.map(({ circuit, rows, count }) => {
    const sampled = circuit.leaves.map(() => true);
    const simulator = createSimulator(circuit, { precision: 'f64', sampled });
    const out = new Float64Array(count * simulator.outputs);
    simulator.forward(new Float64Array(0), rows, count, out);
    return out;
  });
};

function weightsOf(checkpoint: string): readonly number[] {
  const { parameters } = JSON.parse(checkpoint) as { parameters: Record<string, unknown> };
  return JSON.stringify(parameters)
    .match(/-?\d+(\.\d+)?(e-?\d+)?/g)!
    .map(Number);
}

describe('training whose circuits run elsewhere', () => {
  const cases: Readonly<Record<string, Partial<TrainSettings>>> = {
    adam: {},
    spsa: { optimizer: { kind: 'spsa', rate: 0.1, perturbation: 0.2, schedule } },
    lbfgs: { optimizer: { kind: 'lbfgs', memory: 3 } },
    cobyla: { optimizer: { kind: 'cobyla', radius: 0.5, tolerance: 1e-4 }, epochs: 50 },
  };
  test.each(Object.entries(cases))('goes where the simulator goes: %s', async (_, settings) => {
    const shared = { epochs: 3, gradient: 'shift', ...settings } as const;
    const here = irisHost();
    await train(trainRequest(here, irisRun({ train: shared })));
    const there = irisHost();
    const run = irisRun({ train: { ...shared, execution: fromShots } });
    await train(trainRequest(there, run, { measure: exactly }));
    const [wanted, found] = [here, there].map((host) =>
      weightsOf(host.text(`${FOLDER}/checkpoint.json`)),
    ) as [number[], number[]];
    expect(found).toHaveLength(wanted.length);
    found.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 8));
  });

  test('asks for all that a step measures at once, and again for what stands behind that', async () => {
    const { runs, diagnostics } = compileText(
      `model Twice {
  modality point: real[2]
  label side: class("upper", "lower")
  register q
  encode point into q with angle(gate: rx)
  evolve q with basic_entangling(gate: ry)
  let seen = expect(Z(q))
  register r
  encode seen into r with angle(gate: rx)
  evolve r with basic_entangling(gate: ry)
  readout logits = expect(Z(r)) |> linear
  objective classify(logits, side)
}

data moons = synthetic("moons", samples: 5, seed: 1)

train Twice on moons {
  epochs: 1
  batch: 4
}
`,
      {},
      { onMachine: { shots: 100 } },
    );
    expect(diagnostics).toEqual([]);
    const [run] = runs as [Run];
    const places: string[] = [];
    const watched: Measure = (asked, place) => {
      places.push(`${place} ${asked.map(({ count }) => count).join('+')}`);
      return exactly(asked, place);
    };
    const host = memoryHost();
    await train({ ...trainRequest(host, run), measure: watched });
    // Four samples, and for the gradient each shifted twice for two weights, and in the second for two inputs too.
    expect(places).toEqual(['0/0/0/1 4+16', '0/0/0/2 4+32']);
  });
});
