import { beforeAll, describe, expect, test } from 'vitest';
import { evaluateRun, leafValues, predictRun } from '../../runtime/predict/index.ts';
import { train } from '../../runtime/train/index.ts';
import type { TrainResult } from '../../runtime/train/index.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { irisHost, irisRun, irisTable, trainRequest } from '../support/runs.ts';

const folder = 'runs/iris/1';

describe('a trained run', () => {
  let host: MemoryHost;
  let trained: TrainResult;
  beforeAll(async () => {
    host = irisHost();
    trained = await train(trainRequest(host, irisRun({ train: { epochs: 15, precision: 'f32' } })));
  });

  test('is scored as training scored it', async () => {
    const { metrics, confusion, labels } = await evaluateRun({ folder, host, split: 'all' });
    expect(metrics).toEqual(trained.metrics);
    expect(labels).toEqual(['setosa', 'versicolor', 'virginica']);
    const right = confusion!.reduce((sum, row, k) => sum + row[k]!, 0);
    expect(right / 12).toBeCloseTo(metrics['test']!['accuracy']!, 12);
    const { metrics: byDefault } = await evaluateRun({ folder, host });
    expect(Object.keys(byDefault)).toEqual(['test']);
  });

  test('is scored on new data, every row of it', async () => {
    host.write('new.csv', irisTable(30));
    const { metrics } = await evaluateRun({ folder, host, data: 'new.csv' });
    expect(metrics['test']).toMatchObject({ samples: 30 });
    expect(metrics['test']!['accuracy']).toBeGreaterThan(0.7);
  });

  test('without its only modality it says what it says on average', async () => {
    const { metrics } = await evaluateRun({ folder, host, split: 'train', without: ['flower'] });
    expect(metrics['train']!['accuracy']).toBeCloseTo(1 / 3, 12);
    await expect(evaluateRun({ folder, host, without: ['leaf'] })).rejects.toMatchObject({
      details: { code: 'unknown-name', message: expect.stringContaining('`leaf`') as string },
    });
  });

  test('predicts a row a sample, with names and probabilities', async () => {
    const predictions = await predictRun({ folder, host });
    expect(predictions).toHaveLength(12);
    for (const { label, probabilities } of predictions) {
      expect(Object.values(probabilities!).reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
      expect(probabilities![label!]).toBe(Math.max(...Object.values(probabilities!)));
    }
  });

  test('predicts rows without labels, and a single sample', async () => {
    host.write('unlabelled.csv', 'a,b,c,d\n0,0,0,0\n2,4,0,0\n');
    const [first, second] = await predictRun({ folder, host, data: 'unlabelled.csv' });
    expect([first?.label, second?.label]).toEqual(['setosa', 'virginica']);

    host.write('flower.txt', '2, 4, 0, 0\n');
    const [single] = await predictRun({ folder, host, inputs: { flower: 'flower.txt' } });
    expect(single?.probabilities).toEqual(second?.probabilities);
    await expect(predictRun({ folder, host, inputs: { flower: '1 2' } })).rejects.toThrow(
      /2 values and takes 4/,
    );
    await expect(predictRun({ folder, host, inputs: {} })).rejects.toThrow(/needs `flower`/);
  });

  test('gives the values of the leaves of its circuit', async () => {
    const { ids, circuits } = await leafValues({ folder, host, limit: 5 });
    expect(ids).toHaveLength(5);
    const leaves = 4 + 24;
    expect(circuits[0]).toHaveLength(5 * leaves);
    const angles = circuits[0]!.subarray(0, 4);
    expect(angles.every((angle) => angle > -1.5 && angle < 4.6)).toBe(true);
    // The weights are the same in every sample.
    expect([...circuits[0]!.subarray(4, leaves)]).toEqual([
      ...circuits[0]!.subarray(leaves + 4, 2 * leaves),
    ]);
  });

  test('does not score data that changed as if it had not seen it', async () => {
    const changed = irisHost();
    for (const [path, bytes] of host.files) changed.files.set(path, bytes);
    changed.append('flowers/samples.csv', '1,2,3,4,setosa,garden 0\n');
    await expect(evaluateRun({ folder, host: changed })).rejects.toMatchObject({
      details: { code: 'run-changed' },
    });
  });
});

test('a run of folds is scored fold by fold', async () => {
  const host = irisHost();
  const run = irisRun({
    train: { epochs: 3 },
    data: { split: { kind: 'folds', count: 3, group: null } },
  });
  const { metrics } = await train(trainRequest(host, run));
  const result = await evaluateRun({ folder, host });
  expect(result.metrics['test']).toEqual(metrics.test);
  expect(result.confusion!.flat().reduce((sum, count) => sum + count)).toBe(60);
});
