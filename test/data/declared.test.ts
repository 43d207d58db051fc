import { describe, expect, test } from 'vitest';
import { loadDataset } from '../../runtime/data/index.ts';
import type { Dataset } from '../../runtime/data/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { compileFile, compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { idx, npz, numbers } from './arrays.ts';
import { valuesOf } from './samples.ts';

const model = `
model M {
  modality x: real[2]
  label kind: class(2)
  register q
  encode x into q with angle
  readout logits = expect(Z(q)) |> linear
  objective classify(logits, kind)
}
`;

const compiled = (source: string) => compileText(`${model}\ndata d = ${source}\ntrain M on d\n`);

const sourceOf = (source: string) => {
  const { runs, diagnostics } = compiled(source);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return runs[0]!.data!.source;
};

const errorOf = (source: string) => {
  const { diagnostics } = compiled(source);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ code, message, help }) => `${code}: ${message}${help === undefined ? '' : ` / ${help}`}`,
    );
};

function loaded(run: Run, files: Readonly<Record<string, string | Uint8Array>>): Dataset {
  const { program, data } = run;
  return loadDataset({
    source: data!,
    inputs: program.inputs,
    base: '',
    host: memoryHost(files),
    needed: new Set(program.inputs.map(({ name }) => name)),
  });
}

describe('a declared source', () => {
  test('that is synthetic takes other arguments from the command line', () => {
    const changed = (source: string, set: Readonly<Record<string, string>>) =>
      compileText(`${model}\ndata d = ${source}\ntrain M on d\n`, {}, { set });
    const set = { 'source.noise': '0.3', 'source.seed': '4', seed: '2' };
    const [run] = changed('synthetic("moons", samples: 20, noise: 0.1)', set).runs;
    expect(run!.data).toMatchObject({
      source: { samples: 20, seed: 4, options: { noise: 0.3 } },
      seed: 2,
    });
    expect(run!.train!.seed).toBe(2);
    const { diagnostics } = changed('csv("a.csv")', { 'source.noise': '0.3' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-setting']);
  });

  test('of arrays names files, or one for each split', () => {
    expect(sourceOf('npz("a.npz")')).toEqual({
      kind: 'npz',
      paths: { kind: 'one', path: 'a.npz' },
    });
    expect(sourceOf('npz(train: "a.npz", test: "b.npz")')).toEqual({
      kind: 'npz',
      paths: { kind: 'split', train: 'a.npz', validate: null, test: 'b.npz' },
    });
    expect(sourceOf('npy("a.npy", x: 0..2, kind: 2)').kind).toBe('npy');
    expect(sourceOf('parquet("a.parquet")').kind).toBe('parquet');
  });

  test('of a file for each field is an aligned one', () => {
    const field = (kind: string, path: string) => ({ kind, path, column: null });
    expect(sourceOf('idx(x: "a.idx", kind: "b.idx")')).toEqual({
      kind: 'aligned',
      fields: { x: field('idx', 'a.idx'), kind: field('idx', 'b.idx') },
    });
    expect(sourceOf('npy(x: "a.npy", kind: "b.npy")')).toMatchObject({ kind: 'aligned' });
    expect(sourceOf('aligned(x: csv("a.csv", x: 0..2), kind: blocks(20))')).toEqual({
      kind: 'aligned',
      fields: {
        x: { kind: 'csv', path: 'a.csv', column: { kind: 'range', start: 0, stop: 2 } },
        kind: { kind: 'blocks', rows: 20 },
      },
    });
  });

  test('that cannot be one is refused with what it may be', () => {
    expect(errorOf('aligned(x: "a.csv")')).toEqual([
      expect.stringMatching(/`x`.*one of csv, jsonl/),
    ]);
    expect(errorOf('aligned(x: csv("a.csv"), kind: blocks(0))')).toEqual([
      expect.stringMatching(/`blocks`.*at least 1/),
    ]);
    expect(errorOf('idx("a.idx")')).toEqual([expect.stringMatching(/a file for each field/)]);
    expect(errorOf('windows("a.txt", context: 0)')).toEqual([
      expect.stringMatching(/`context` of `windows`.*at least 1/),
    ]);
    expect(errorOf('windows("a.txt", contxt: 4)')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^unknown-setting: .*Did you mean `context`/)]),
    );
    expect(errorOf('blocks(20)')).toEqual([expect.stringMatching(/type-mismatch: .*aligned/)]);
  });
});

describeShared('the acceptance programs on files', () => {
  const runOf = (name: string): Run =>
    compileFile(sharedPath('design', 'models', `${name}.qmm`)).runs[0]!;

  test('next-word reads windows of a text', () => {
    const corpus = 'the cat sat on the mat and the dog sat on the cat then the cat ran '.repeat(4);
    const dataset = loaded(runOf('next-word'), { 'corpus.txt': corpus });
    expect(dataset.columns.get('context')!.shape).toEqual([4]);
    const [{ train, test: held } = { train: [], test: [] }] = dataset.folds;
    expect([train.length, held.length]).toEqual([58, 2]);
    expect(held[0]! - train.at(-1)!).toBe(5);
  });

  test('squeeze reads pictures in the format of MNIST and scales them', () => {
    const pixels = Array.from({ length: 4 * 28 * 28 }, (_, index) => index % 256);
    const dataset = loaded(runOf('squeeze'), { 'images.idx': idx([4, 28, 28], pixels) });
    expect(dataset.columns.get('picture')!.shape).toEqual([16, 16]);
  });

  test('mmqfl reads arrays whose rows may be missing', () => {
    const part = (rows: number) => {
      const filled = (width: number) =>
        Array.from({ length: rows * width }, (_, index) => index / width);
      return npz({
        said: numbers('<f4', [rows, 300], filled(300)),
        voice: numbers('<f4', [rows, 74], filled(74).fill(NaN, 0, 74)),
        face: numbers('<f8', [rows, 35], filled(35)),
        sentiment: numbers(
          '<i8',
          [rows],
          Array.from({ length: rows }, (_, row) => row % 7),
        ),
      });
    };
    const dataset = loaded(runOf('mmqfl'), { 'train.npz': part(5), 'test.npz': part(3) });
    expect(dataset.folds[0]!.test).toEqual(Uint32Array.of(5, 6, 7));
    expect(dataset.columns.get('voice')!.present).toEqual(Uint8Array.of(0, 1, 1, 1, 1, 0, 1, 1));
    expect(valuesOf(dataset, 'sentiment')).toEqual([0, 1, 2, 3, 4, 0, 1, 2]);
  });
});
