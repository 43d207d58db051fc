import { beforeAll, describe, expect, test } from 'vitest';
import { listRuns, loadRun, resolveRun } from '../../runtime/checkpoint/index.ts';
import { readableJson } from '../../runtime/checkpoint/json.ts';
import { train } from '../../runtime/train/index.ts';
import { irisHost, irisRun, trainRequest } from '../support/runs.ts';
import type { MemoryHost } from '../support/memory-host.ts';

const FOLDER = 'runs/iris/1';

describe('a run on disk', () => {
  let trained: MemoryHost;
  beforeAll(async () => {
    trained = irisHost();
    await train(trainRequest(trained, irisRun({ train: { epochs: 1, precision: 'f32' } })));
  });

  const changed = (file: string, from: string | RegExp, to: string): MemoryHost => {
    const host = irisHost();
    for (const [path, bytes] of trained.files) host.files.set(path, bytes);
    const text = host.text(`${FOLDER}/${file}`);
    expect(text).toMatch(from);
    host.write(`${FOLDER}/${file}`, text.replace(from, to));
    return host;
  };
  const damage = (host: MemoryHost): string => {
    try {
      loadRun(FOLDER, host);
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
    throw new Error('the damage was not noticed');
  };

  test('loads as it was written', () => {
    const { model, record } = loadRun(FOLDER, trained);
    expect(record.run).toEqual(irisRun({ train: { epochs: 1, precision: 'f32' } }));
    expect(model.checkpoint.examples).toHaveLength(3);
    expect([...model.weights.values]).toEqual(
      Object.values(model.checkpoint.parameters).flatMap(({ values }) => values),
    );
  });

  test('a weight that was changed is noticed by what the model says', () => {
    const host = changed('checkpoint.json', /("values": \[)(-?\d)/, '$17$2');
    expect(damage(host)).toMatch(/does not say of its stored examples what `logits` said/);
  });

  test('a cut file, a missing field, a missing weight', () => {
    expect(damage(changed('checkpoint.json', /"training"[^]*$/, ''))).toMatch(/not JSON/);
    expect(
      damage(
        changed('checkpoint.json', '"epoch": 1,\n  "finished"', '"epoch": "one",\n  "finished"'),
      ),
    ).toMatch(/`epoch` is wrong/);
    expect(
      damage(
        changed(
          'checkpoint.json',
          /("Iris\/readout logits\/linear\/bias": \{\n[^[]*\[3\],\n[^[]*\[)[^,]*, /,
          '$1',
        ),
      ),
    ).toMatch(
      /`parameters\.Iris\/readout logits\/linear\/bias` has 2 numbers where the model has 3/,
    );
  });

  test('a run.json whose run was edited', () => {
    expect(damage(changed('run.json', '"batch": 16', '"batch": 17'))).toMatch(
      /its `run` is not the one/,
    );
  });

  test('is found by its folder, with a slash or without, and as the last', () => {
    expect(resolveRun(FOLDER, trained)).toBe(FOLDER);
    expect(resolveRun(`${FOLDER}/`, trained)).toBe(FOLDER);
    expect(resolveRun('last', trained)).toBe(FOLDER);
    expect(listRuns(trained)).toEqual([FOLDER]);
    expect(() => resolveRun('runs/iris/2', trained)).toThrow(/no run in `runs\/iris\/2`/);
    expect(() => resolveRun('last', irisHost())).toThrow(/no last run/);
  });
});

describe('readable JSON', () => {
  test('reads back as what it was, numbers on one line', () => {
    const value = { a: [1, 0.1, -1e-300], b: { c: [[1], []], d: null }, e: [{ f: 'x' }] };
    const text = readableJson(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text).toContain('"a": [1, 0.1, -1e-300]');
  });

  test('does not write what JSON cannot say', () => {
    expect(() => readableJson([Number.NaN])).toThrow(RangeError);
  });
});
