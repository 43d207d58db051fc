import { describe, expect, test } from 'vitest';
import {
  createCircuit,
  createPredictor,
  loadRun,
  operate,
  predictRun,
  tensor,
  train,
  version,
} from '../../index.ts';
import packageFacts from '../../package.json' with { type: 'json' };
import { irisHost, irisRun, trainRequest } from '../support/runs.ts';

const folder = 'runs/iris/1';

describe('the package', () => {
  test('predicts in memory what the run predicts', async () => {
    const host = irisHost();
    await train(trainRequest(host, irisRun({ train: { epochs: 3, precision: 'f32' } })));
    const { record, model } = loadRun(folder, host);
    const predictor = createPredictor(record.run.program, model.checkpoint);
    const [expected] = await predictRun({ folder, host, inputs: { flower: '1, 2, 0, 0' } });
    const { label, probabilities, readouts } = predictor.predict({ flower: [1, 2, 0, 0] });
    expect(label).toBe(expected?.label);
    for (const [name, value] of Object.entries(probabilities!)) {
      expect(value).toBeCloseTo(expected!.probabilities![name]!, 6);
    }
    expect(readouts['logits']).toHaveLength(3);
    expect(() => predictor.predict({ flower: [1, 2] })).toThrow(/2 numbers and takes 4/);
    expect(() => predictor.predict({})).toThrow(/`flower` is missing/);
  });

  test('runs single operations and circuits', () => {
    const matrix = tensor([2, 2], [1, 2, 3, 4]);
    const vector = tensor([2], [1, -1]);
    expect([...operate({ kind: 'matmul' }, [2], matrix, vector).data]).toEqual([-1, -1]);
    expect([...operate({ kind: 'else' }, [2], undefined, vector).data]).toEqual([1, -1]);

    const { program } = irisRun();
    const run = createCircuit(program.circuits[0]!);
    run(new Float64Array(28)).forEach((value) => expect(value).toBeCloseTo(1, 12));
    // A quarter turn of the first qubit alone, then entanglers that pass it on.
    const turned = Float64Array.from({ length: 28 }, (_, k) => (k === 0 ? Math.PI / 2 : 0));
    expect(Math.min(...run(turned))).toBeCloseTo(0, 12);
  });

  test('knows its version', () => {
    expect(version).toBe(packageFacts.version);
  });
});
