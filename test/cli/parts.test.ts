import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseTrained } from '../../cli/choose-runs.ts';
import { nodeHost, readText, sourceHost } from '../../cli/host.ts';
import { nearest } from '../../cli/nearest.ts';
import { changeRun, changeRuns, fromBase } from '../../cli/overrides.ts';
import { progressText } from '../../cli/progress-view.ts';
import { kebab, ownRunFolder } from '../../cli/run-folder.ts';
import { parseSettings } from '../../cli/source.ts';
import { bytes, drawTable, duration, shortNumber } from '../../cli/table.ts';
import { describeTraining } from '../../cli/training-result.ts';
import { watchTruncation } from '../../cli/truncation.ts';
import { plain } from '../../compiler/diagnostics/render/index.ts';
import { createHasher } from '../../runtime/data/hash.ts';
import { EXACT } from '../../runtime/program/index.ts';
import type { Run, Source } from '../../runtime/program/run.ts';
import { temporaryFolder } from './support.ts';

describe('the host', () => {
  test('writes whole files, folders made as needed, and leaves nothing beside them', () => {
    const path = join(temporaryFolder(), 'a', 'b.txt');
    nodeHost().write(path, 'first');
    nodeHost().write(path, 'second');
    nodeHost().append(path, ', third');
    expect(readText(path)).toBe('second, third');
    expect(nodeHost().list(join(path, '..'))).toEqual(['b.txt']);
  });

  test('leaves nothing when writing fails', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
    expect(() => nodeHost().write(join(folder, 'taken'), 'text')).toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  test('has undefined for what is not there, and for folders', () => {
    const folder = temporaryFolder();
    expect(nodeHost().read(join(folder, 'none'))).toBeUndefined();
    expect(nodeHost().read(folder)).toBeUndefined();
    expect(nodeHost().list(join(folder, 'none'))).toEqual([]);
  });

  test('hashes as any SHA-256 does, however the bytes come', () => {
    const parts = ['a text, ünd more', Uint8Array.of(0, 255), '', new Uint8Array(5000)];
    const [own, other] = [nodeHost().sha256!(), createHasher()];
    for (const part of parts) {
      own.add(part);
      other.add(part);
    }
    expect(own.digest()).toBe(other.digest());
  });

  test('reads the standard library under its own name', () => {
    expect(sourceHost().read('library:encoders.qmm')).toContain('circuit');
    expect(sourceHost().read('library:nothing.qmm')).toBeUndefined();
  });

  test('reads text without its byte order mark', () => {
    const path = join(temporaryFolder(), 'main.qmm');
    writeFileSync(path, '\ufeffmodel');
    expect(readText(path)).toBe('model');
  });
});

describe('a run folder', () => {
  test('of --out is made, and goes away with its parents when nothing began', () => {
    const folder = temporaryFolder();
    const run = ownRunFolder(join(folder, 'deep', 'run'));
    expect(statSync(run.path).isDirectory()).toBe(true);
    writeFileSync(join(run.path, 'run.json'), '{}');
    run.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that was there before keeps its parents', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'runs'));
    ownRunFolder(join(folder, 'runs', '1')).discard();
    expect(readdirSync(folder)).toEqual(['runs']);
  });

  test('stays once there is a checkpoint', () => {
    const run = ownRunFolder(join(temporaryFolder(), 'run'));
    writeFileSync(join(run.path, 'checkpoint.json'), '{}');
    run.discard();
    expect(readdirSync(run.path)).toEqual(['checkpoint.json']);
  });

  test('of --out may not hold anything yet', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'run.json'), '{}');
    expect(() => ownRunFolder(folder)).toThrow(/already holds a run/);
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe('{}');
  });

  test('is named after its model', () => {
    expect(['AvDigits', 'Scenes', 'QMFND', 'MyQNNModel', 'two_moons'].map(kebab)).toEqual([
      'av-digits',
      'scenes',
      'qmfnd',
      'my-qnn-model',
      'two-moons',
    ]);
  });
});

describe('--data', () => {
  test('replaces the table, as seen from the model', () => {
    const changed = changeRun(
      runOn({ kind: 'csv', paths: { kind: 'one', path: 'old.csv' } }),
      {
        data: 'tables/new.csv',
      },
      'models',
    );
    expect(changed.data?.source).toEqual({
      kind: 'csv',
      paths: { kind: 'one', path: '../tables/new.csv' },
    });
  });

  test('takes a folder that holds a file of the same name', () => {
    const folder = temporaryFolder();
    const csv: Source = { kind: 'csv', paths: { kind: 'one', path: 'data/digits.csv' } };
    const changed = changeRun(runOn(csv), { data: folder }, folder);
    expect(changed.data?.source).toMatchObject({ paths: { path: 'digits.csv' } });
  });

  test('cannot replace data that is made', () => {
    const made: Source = {
      kind: 'synthetic',
      generator: 'moons',
      samples: 9,
      seed: 1,
      options: {},
    };
    expect(() => changeRun(runOn(made), { data: 'new.csv' }, '.')).toThrow(/synthetic\("moons"\)/);
  });

  test('is for the runs that read a file', () => {
    const made: Source = {
      kind: 'synthetic',
      generator: 'moons',
      samples: 9,
      seed: 1,
      options: {},
    };
    const read: Source = { kind: 'csv', paths: { kind: 'one', path: 'old.csv' } };
    const [first, second] = changeRuns([runOn(made), runOn(read)], { data: 'new.csv' }, '.');
    expect(first?.data?.source).toEqual(made);
    expect(second?.data?.source).toMatchObject({ paths: { path: 'new.csv' } });
  });

  test('keeps everything else, and --seed changes the seed alone', () => {
    const run = runOn({ kind: 'csv', paths: { kind: 'one', path: 'old.csv' } });
    expect(changeRun(run, {}, '.')).toEqual(run);
    expect(changeRun(run, { seed: 5 }, '.').train).toEqual({ ...run.train, seed: 5 });
  });

  test('is written relative to the model with slashes', () => {
    expect(fromBase('/a/models', '/a/data/x.csv')).toBe('../data/x.csv');
  });
});

describe('the runs of a file', () => {
  const made: Source = { kind: 'synthetic', generator: 'moons', samples: 9, seed: 1, options: {} };
  const named = (name: string, start?: string): Run => {
    const run = runOn(made);
    const from = start === undefined ? null : ({ kind: 'run', name: start } as const);
    const settings = { ...run.train!, start: from && { from, weightsOnly: false } };
    return { ...run, name, train: settings };
  };
  const names = (runs: readonly Run[]): string[] => runs.map((run) => run.name);

  test('are trained after what they start from', () => {
    const runs = [
      named('last', 'middle'),
      named('middle', 'first'),
      named('first'),
      named('alone'),
    ];
    expect(names(chooseTrained(runs, 'main.qmm', undefined))).toEqual([
      'first',
      'middle',
      'last',
      'alone',
    ]);
    expect(names(chooseTrained(runs, 'main.qmm', 'middle'))).toEqual(['first', 'middle']);
  });

  test('may not be none', () => {
    expect(() => chooseTrained([], 'main.qmm', undefined)).toThrow('trains nothing');
    expect(() => chooseTrained([named('first')], 'main.qmm', 'fist')).toThrow(
      'it has `first`, `M`',
    );
  });
});

describe('what a person reads', () => {
  test('numbers, times and sizes', () => {
    expect([1, 0.5, 0.00001, 12345.678, -0.25].map(shortNumber)).toEqual([
      '1',
      '0.5000',
      '0.0000100',
      '12345.68',
      '-0.2500',
    ]);
    expect([3.21, 42, 250, 7300].map(duration)).toEqual([
      '3.2 s',
      '42 s',
      '4 min 10 s',
      '2 h 2 min',
    ]);
    expect([12, 4096, 1.5 * 2 ** 30].map(bytes)).toEqual(['12 B', '4.0 KiB', '1.5 GiB']);
  });

  test('a table with numbers to the right and without empty columns', () => {
    const rows = [
      ['train', '', '0.5'],
      ['test', '', '10.25'],
    ];
    expect(drawTable(['', 'r2', 'loss'], rows, plain)).toBe(
      '        loss\ntrain    0.5\ntest   10.25\n',
    );
  });

  test('the progress of a fold', () => {
    const text = progressText({
      phase: 'train',
      fraction: 0.15,
      epoch: 3,
      epochs: 20,
      fold: 2,
      folds: 5,
      scores: { train: { loss: 0.42131 }, validate: { loss: 0.5, accuracy: 0.875 } },
      samplesPerSecond: 5200.4,
      secondsLeft: 12.3,
    });
    expect(text).toBe(
      'fold 2/5  epoch 3/20  loss 0.4213  validate accuracy 0.8750  5200 samples/s  12 s left',
    );
  });
});

describe('what was typed', () => {
  test('settings are cut at their first equals sign, the last of a key counts', () => {
    expect(parseSettings(['epochs=5', 'split=folds(5, group: a)', 'epochs=6'])).toEqual({
      epochs: '6',
      split: 'folds(5, group: a)',
    });
    expect(() => parseSettings(['=5'])).toThrow(/KEY=VALUE/);
  });

  test('a name is taken for another only when they are alike', () => {
    expect(nearest('trian', ['train', 'eval'])).toBe('train');
    expect(nearest('fermentation', ['train', 'eval'])).toBeUndefined();
  });
});

function runOn(source: Source): Run {
  const place = { file: 'main.qmm', start: 0, end: 0 };
  return {
    name: 'm',
    program: {
      format: 'qmm-program',
      version: 1,
      model: 'M',
      sources: [],
      inputs: [],
      parameters: [],
      nodes: [],
      circuits: [],
      readouts: [],
      objectives: [],
      metrics: [],
      judged: [],
      origins: [],
    },
    data: {
      name: 'd',
      source,
      columns: {},
      split: { kind: 'fractions', train: 0.8, validate: 0, test: 0.2, group: null },
      take: null,
      seed: 0,
      place,
    },
    train: {
      optimizer: { kind: 'adam', rate: 0.01, schedule: { kind: 'constant' } },
      epochs: 1,
      batch: 1,
      seed: 0,
      objective: '',
      patience: null,
      missing: {},
      precision: 'f32',
      execution: EXACT,
      gradient: 'adjoint',
      only: null,
      freeze: [],
      stages: [],
      rounds: 1,
      start: null,
      place,
    },
  };
}

describe('what matrix product states left out', () => {
  const exact = { bond: 64, reached: 8, loss: 0, bound: 1e-20 };
  const cut = { bond: 64, reached: 64, loss: 3.14e-5, bound: 0.00271 };

  test('is nothing to say where there were none', () => {
    const watch = watchTruncation();
    expect([watch.text(), watch.fields()]).toEqual(['', {}]);
  });

  test('is said with the bonds, and of the worst state', () => {
    const watch = watchTruncation();
    watch.onTruncation(exact);
    expect(watch.text()).toBe(
      'simulated as matrix product states: exact, bonds have 8 of 64 values\n',
    );
    watch.onTruncation(cut);
    watch.onTruncation(exact);
    expect(watch.text()).toBe(
      'simulated as matrix product states: bonds were cut to 64 values, fidelity lost about 0.000031, at most 0.0027\n',
    );
    expect(watch.fields()).toEqual({ truncation: cut });
  });
});

describe('what a training says of itself', () => {
  const trained = {
    name: 'Rings',
    folder: 'runs/rings/1',
    seconds: 2.5,
    interrupted: false,
    kept: true,
    metrics: { train: { samples: 80 } },
    remarks: { diagnostics: [], sources: new Map<string, string>(), add: () => undefined },
    folds: [],
    truncation: watchTruncation(),
  };
  const headOf = (changes: Partial<typeof trained> & { readonly epochs: number }): string =>
    describeTraining([{ ...trained, ...changes }], plain).text.split('\n')[0]!;

  test('counts epochs, and a run without them was fitted', () => {
    expect(headOf({ epochs: 20 })).toBe('Rings: 20 epochs in 2.5 s');
    expect(headOf({ epochs: 1 })).toBe('Rings: 1 epoch in 2.5 s');
    expect(headOf({ epochs: 0 })).toBe('Rings: fitted in 2.5 s');
  });

  test('says how far an interrupted one came', () => {
    expect(headOf({ epochs: 3, interrupted: true })).toBe(
      'Rings: 3 epochs in 2.5 s, then interrupted',
    );
    expect(headOf({ epochs: 0, interrupted: true })).toBe('Rings: interrupted after 2.5 s');
    expect(headOf({ epochs: 0, interrupted: true, kept: false })).toBe(
      'Rings: interrupted before it began; nothing was kept',
    );
  });

  test('names solvers while they are fitted', () => {
    const progress = {
      phase: 'solve' as const,
      fraction: 0.4,
      epoch: 0,
      epochs: 0,
      fold: 2,
      folds: 3,
      scores: {},
      samplesPerSecond: 0,
      secondsLeft: Number.NaN,
    };
    expect(progressText(progress)).toBe('fold 2/3  fitting solvers 40 %');
    expect(progressText({ ...progress, phase: 'train' })).toBe('fold 2/3  scoring');
  });
});
