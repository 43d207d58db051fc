import { describe, expect, test } from 'vitest';
import { train } from '../../runtime/train/index.ts';
import type { Progress } from '../../runtime/train/index.ts';
import { irisProgram } from '../support/programs.ts';
import { memoryHost } from '../support/memory-host.ts';
import {
  droppableIrisProgram,
  irisHost,
  irisRun,
  irisTable,
  trainRequest,
} from '../support/runs.ts';

describe('training', () => {
  test('learns what can be learnt and writes the run folder', async () => {
    const host = irisHost();
    const result = await train(trainRequest(host, irisRun({ train: { epochs: 15 } })));
    expect(result.epochs).toBe(15);
    expect(result.interrupted).toBe(false);
    expect(result.metrics.test?.['accuracy']).toBeGreaterThan(0.8);
    expect(result.metrics.test?.['samples']).toBe(12);
    expect(host.list('runs/iris/1')).toEqual(['checkpoint.json', 'metrics.jsonl', 'run.json']);

    const lines = host.text('runs/iris/1/metrics.jsonl').trim().split('\n');
    const losses = lines.map(
      (line) => (JSON.parse(line) as { train: { loss: number } }).train.loss,
    );
    expect(losses).toHaveLength(15);
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
  });

  test('gives the same bytes for the same seed, and others for another', async () => {
    const checkpointOf = async (seed: number): Promise<string> => {
      const host = irisHost();
      await train(trainRequest(host, irisRun({ train: { seed, epochs: 2 } })));
      return host.text('runs/iris/1/checkpoint.json');
    };
    const seen = new Set<string>();
    for (const seed of [1, 2, 3, 4, 5]) {
      const first = await checkpointOf(seed);
      expect(await checkpointOf(seed)).toBe(first);
      seen.add(first);
    }
    expect(seen.size).toBe(5);
  });

  test('gives the same bytes wherever the files lie', async () => {
    const here = irisHost();
    await train(trainRequest(here, irisRun()));
    const there = memoryHost({ 'elsewhere/data/flowers.csv': irisTable() });
    const run = irisRun({
      data: { source: { kind: 'csv', paths: { kind: 'one', path: 'data/flowers.csv' } } },
    });
    const sources = { 'elsewhere/first.qmm': 'model Iris {}' };
    await train(trainRequest(there, run, { base: 'elsewhere', sources, folder: 'out' }));
    expect(there.text('out/checkpoint.json')).toBe(here.text('runs/iris/1/checkpoint.json'));
  });

  test('tells how far it is', async () => {
    const seen: Progress[] = [];
    await train(
      trainRequest(irisHost(60), irisRun({ train: { epochs: 2 } }), {
        onProgress: (progress) => seen.push(progress),
      }),
    );
    expect(seen.map(({ phase }) => phase)).toEqual(
      seen
        .map(({ phase }) => phase)
        .sort((a, b) => 'read fit train'.indexOf(a) - 'read fit train'.indexOf(b)),
    );
    expect(seen.at(-1)).toMatchObject({
      phase: 'train',
      fraction: 1,
      epoch: 2,
      epochs: 2,
      fold: 1,
      folds: 1,
    });
    expect(seen.at(-1)!.scores.train).toHaveProperty('loss');
    expect(seen.at(-1)!.scores.validate).toHaveProperty('accuracy');
    expect(seen.at(-1)!.samplesPerSecond).toBeGreaterThan(0);
  });

  test('trains each fold and answers with the mean', async () => {
    const host = irisHost();
    const run = irisRun({
      train: { epochs: 2 },
      data: { split: { kind: 'folds', count: 4, group: 'garden' } },
    });
    const { metrics, folds } = await train(trainRequest(host, run));
    expect(folds.map(({ name }) => name).sort()).toEqual([0, 1, 2, 3].map((k) => `garden ${k}`));
    const mean = folds.reduce((sum, { test }) => sum + test['accuracy']! / 4, 0);
    expect(metrics.test?.['accuracy']).toBeCloseTo(mean, 12);
    expect(metrics.test?.['samples']).toBe(60);
    expect(host.list('runs/iris/1/folds')).toEqual(['1', '2', '3', '4']);
    expect(host.text('runs/iris/1/checkpoint.json')).toBe(
      host.text('runs/iris/1/folds/4/checkpoint.json'),
    );
  });

  test('stops early and keeps the weights of the best epoch', async () => {
    const host = irisHost();
    const run = irisRun({
      train: {
        epochs: 60,
        patience: 3,
        optimizer: { kind: 'adam', rate: 0.8, schedule: { kind: 'constant' } },
      },
    });
    const { epochs, metrics } = await train(trainRequest(host, run));
    expect(epochs).toBeLessThan(60);
    const losses = host
      .text('runs/iris/1/metrics.jsonl')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { validate: { loss: number } }).validate.loss);
    expect(losses).toHaveLength(epochs);
    expect(metrics.validate?.['loss']).toBeCloseTo(Math.min(...losses), 12);
    expect(losses.slice(-3).every((loss) => loss > Math.min(...losses))).toBe(true);
  });

  test('drops a modality at random, where something else can speak', async () => {
    const trainWith = (missing: Record<string, number>, program = droppableIrisProgram()) =>
      train(trainRequest(irisHost(), irisRun({ program, train: { epochs: 3, missing } })));
    const always = await trainWith({ flower: 1 });
    const never = await trainWith({ flower: 0 });
    // A model that never sees the flower cannot learn to use it.
    expect(always.metrics.train['loss']).toBeGreaterThan(never.metrics.train['loss']!);
    await expect(trainWith({ leaf: 0.1 })).rejects.toThrow(/`leaf`, which is no modality/);
    await expect(trainWith({ flower: 0.1 }, irisProgram())).rejects.toThrow(/nothing stands in/);
  });

  test('leaves nothing where the data is wrong or the loss runs away', async () => {
    const broken = irisHost();
    broken.write('flowers/samples.csv', 'a,b,c,d,species\n1,2,3,nan,setosa\n');
    await expect(train(trainRequest(broken, irisRun()))).rejects.toMatchObject({
      details: { code: 'value-unreadable' },
    });
    expect(broken.list('runs')).toEqual([]);

    const wild = irisHost();
    const run = irisRun({
      train: { optimizer: { kind: 'adam', rate: Infinity, schedule: { kind: 'constant' } } },
    });
    await expect(train(trainRequest(wild, run))).rejects.toMatchObject({
      details: { code: 'argument-invalid', message: expect.stringContaining('run away') as string },
    });
    expect(wild.list('runs')).toEqual([]);
  });
});
