import { describe, expect, test } from 'vitest';
import { loadRun, readRunRecord } from '../../runtime/checkpoint/index.ts';
import type { Checkpoint } from '../../runtime/checkpoint/index.ts';
import type { DataSource, Program, StartFrom, TrainSettings } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { evaluateRun } from '../../runtime/predict/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { irisProgram } from '../support/programs.ts';
import { irisHost, irisRun, irisTable, trainRequest } from '../support/runs.ts';

const FIRST = 'runs/iris/1';
const SECOND = 'runs/iris/2';
const named: StartFrom = { from: { kind: 'run', name: 'first' }, weightsOnly: false };
/** Relative to the source file, which lies in `flowers`. */
const byPath: StartFrom = { from: { kind: 'path', path: `../${FIRST}` }, weightsOnly: false };
const still = { kind: 'adam', rate: 0, schedule: { kind: 'constant' } } as const;

async function first(host: MemoryHost): Promise<void> {
  await train(trainRequest(host, irisRun({ train: { epochs: 3 } })));
}

async function second(
  host: MemoryHost,
  settings: Partial<TrainSettings>,
  changes: { readonly program?: Program; readonly data?: Partial<DataSource> } = {},
): Promise<Checkpoint> {
  const run = irisRun({ train: { epochs: 1, seed: 9, ...settings }, ...changes });
  await train(trainRequest(host, run, { folder: SECOND, startFolder: FIRST }));
  return checkpointIn(host, SECOND);
}

function checkpointIn(host: MemoryHost, folder: string): Checkpoint {
  return JSON.parse(host.text(`${folder}/checkpoint.json`)) as Checkpoint;
}

describe('a run that starts from another', () => {
  test('has its weights, by name of the run or by its folder', async () => {
    for (const start of [named, byPath]) {
      const host = irisHost();
      await first(host);
      const before = checkpointIn(host, FIRST);
      const after = await second(host, { start, optimizer: still });
      expect(after.parameters).toEqual(before.parameters);
      expect(readRunRecord(host, SECOND).start).toMatchObject({
        folder: FIRST,
        parameters: Object.keys(before.parameters),
      });
    }
  });

  test('has its statistics too, unless it takes the weights alone', async () => {
    const host = irisHost();
    await first(host);
    const before = checkpointIn(host, FIRST);
    // Other flowers, so that lowest and highest are others.
    host.write('flowers/samples.csv', irisTable(90));
    const taken = await second(host, { start: named, optimizer: still });
    expect(taken.fits).toEqual(before.fits);
    const fitted = await second(host, {
      start: { ...named, weightsOnly: true },
      optimizer: still,
    });
    expect(fitted.parameters).toEqual(before.parameters);
    expect(fitted.fits).not.toEqual(before.fits);
  });

  test('takes over what has the same path and shape', async () => {
    const host = irisHost();
    await first(host);
    const program = irisProgram();
    const renamed = 'Iris/readout logits/other/bias';
    const other: Program = {
      ...program,
      parameters: program.parameters.map((parameter) =>
        parameter.path.endsWith('/bias') ? { ...parameter, path: renamed } : parameter,
      ),
    };
    const before = checkpointIn(host, FIRST).parameters;
    const after = await second(host, { start: named, optimizer: still }, { program: other });
    expect(after.parameters[renamed]?.values).toEqual([0, 0, 0]);
    for (const path of Object.keys(before).filter((each) => each in after.parameters)) {
      expect(after.parameters[path]).toEqual(before[path]);
    }
    const kept = readRunRecord(host, SECOND).start?.parameters;
    expect(kept).toHaveLength(2);
  });

  test('starts fold from fold, so that none has seen what it holds out', async () => {
    const host = irisHost();
    const data: Partial<DataSource> = { split: { kind: 'folds', count: 3, group: 'garden' } };
    await train(trainRequest(host, irisRun({ data, train: { epochs: 2 } })));
    await second(host, { start: named, optimizer: still }, { data });
    for (const fold of [1, 2, 3]) {
      const [before, after] = [FIRST, SECOND].map((run) =>
        checkpointIn(host, `${run}/folds/${fold}`),
      );
      expect(after?.parameters).toEqual(before?.parameters);
    }
    // Of the whole table the last model is taken.
    const whole = await second(host, { start: named, optimizer: still });
    expect(whole.parameters).toEqual(checkpointIn(host, FIRST).parameters);
  });

  test('predicts and is evaluated like any other', async () => {
    const host = irisHost();
    await first(host);
    await second(host, { start: named });
    expect(loadRun(SECOND, host).model.checkpoint.epoch).toBe(1);
    const { metrics } = await evaluateRun({ folder: SECOND, host });
    expect(metrics['test']).toHaveProperty('accuracy');
  });

  test('is resumed without naming it again, with the same bytes in the end', async () => {
    const run = irisRun({ train: { epochs: 6, start: named } });
    const request = { folder: SECOND, startFolder: FIRST };
    const whole = irisHost(60);
    await first(whole);
    await train(trainRequest(whole, run, request));
    const host = irisHost(60);
    await first(host);
    const controller = new AbortController();
    const onProgress = ({ epoch }: { readonly epoch: number }) => {
      if (epoch >= 2) controller.abort();
    };
    const broken = await train(
      trainRequest(host, run, { ...request, onProgress, signal: controller.signal }),
    );
    expect(broken.interrupted).toBe(true);
    await train(trainRequest(host, run, { folder: SECOND, resume: true }));
    for (const file of ['checkpoint.json', 'metrics.jsonl', 'run.json']) {
      expect(host.text(`${SECOND}/${file}`)).toBe(whole.text(`${SECOND}/${file}`));
    }
  });
});

describe('a run cannot start', () => {
  test('from one that is not there, or was not trained', async () => {
    await expect(second(irisHost(), { start: named })).rejects.toMatchObject({
      details: { code: 'run-not-found' },
    });
    const run = irisRun({ train: { start: named } });
    await expect(train(trainRequest(irisHost(), run))).rejects.toThrow(
      /starts from `first`, which has not been trained/,
    );
  });

  test('from one that shares nothing with it', async () => {
    const host = irisHost();
    await first(host);
    const program = irisProgram();
    const other: Program = {
      ...program,
      model: 'Flowers',
      parameters: program.parameters.map((parameter) => ({
        ...parameter,
        path: parameter.path.replace('Iris/', 'Flowers/'),
      })),
    };
    await expect(second(host, { start: named }, { program: other })).rejects.toMatchObject({
      details: {
        code: 'argument-invalid',
        message: expect.stringContaining('takes over nothing from `first`') as string,
        help: expect.stringContaining(
          '`Flowers/evolve q/strongly_entangling/w` [2, 4, 3]',
        ) as string,
      },
    });
    expect(host.list(SECOND)).toEqual([]);
  });

  test('again, once that has changed', async () => {
    const host = irisHost();
    await first(host);
    await second(host, { start: named });
    await train(trainRequest(host, irisRun({ train: { epochs: 3, seed: 4 } })));
    const run = irisRun({ train: { epochs: 1, seed: 9, start: named } });
    await expect(
      train(trainRequest(host, run, { folder: SECOND, resume: true })),
    ).rejects.toMatchObject({ details: { code: 'run-changed' } });
  });
});

test('words keep the numbers that the first run gave them', async () => {
  const source = (rows: string): string => `
model Words {
  modality said: text(words: 3, vocabulary: 4)
  label mood: class("good", "bad")
  readout logits = said |> embedding(2) |> mean(axis: 0) |> linear
  objective classify(logits, mood)
}
data rows = csv("${rows}.csv") {
  split: fractions(train: 0.5, test: 0.5)
}
train first = Words on rows {
  epochs: 1
}
train second = Words on rows {
  epochs: 1
  start: first
}
`;
  const host = memoryHost({
    'one.csv': 'said,mood\n' + 'fine fine day,good\nno day,bad\n'.repeat(6),
    'two.csv': 'said,mood\n' + 'night night no,bad\nlate fine night,good\n'.repeat(6),
  });
  const runs = ['one', 'two'].map((rows, index) =>
    compileText(source(rows)).runs.find((run) => run.name === ['first', 'second'][index])!,
  );
  await train(trainRequest(host, runs[0]!, { base: '.', folder: FIRST }));
  await train(trainRequest(host, runs[1]!, { base: '.', folder: SECOND, startFolder: FIRST }));
  const vocabularies = [FIRST, SECOND].map((folder) => checkpointIn(host, folder).vocabularies);
  expect(vocabularies[0]!['said']).toContain('day');
  expect(vocabularies[1]).toEqual(vocabularies[0]);
});
