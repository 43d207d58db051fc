import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Host } from '../../runtime/host.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import {
  audio,
  classes,
  column,
  image,
  load,
  text,
  named,
  fractions,
  valuesOf,
} from './samples.ts';

const disk: Host = {
  read: (path) => readFileSync(path),
  list: (folder) => readdirSync(folder),
  write: () => undefined,
  append: () => undefined,
  now: () => 0,
  memory: () => 2 ** 33,
};

describeShared('real data', () => {
  test('av-digits: every picture and sound is read, and folds hold out a speaker each', () => {
    const inputs = [image('eye', 28, 28), audio('ear', 8000, 0.5), classes('digit', 10)];
    const source = { kind: 'csv', paths: { kind: 'one', path: 'digits.csv' } } as const;
    const steps: number[] = [];
    const dataset = load(inputs, {
      host: disk,
      base: sharedPath('data', 'av-digits'),
      source,
      columns: { digit: column('label') },
      split: { kind: 'folds', count: 5, group: 'speaker' },
      onProgress: (fraction) => steps.push(fraction),
    });
    expect(dataset.count).toBe(2500);
    expect(dataset.folds.map(({ name }) => name)).toEqual([
      'george',
      'jackson',
      'lucas',
      'nicolas',
      'yweweler',
    ]);
    expect(dataset.folds.map((fold) => fold.test.length)).toEqual([500, 500, 500, 500, 500]);
    expect(steps.at(-1)).toBe(1);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    const pixels = valuesOf(dataset, 'eye');
    const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    expect(mean).toBeCloseTo(0.13, 1);
  });

  test('subj: sentences are numbered and both classes are met', () => {
    const source = { kind: 'csv', paths: { kind: 'one', path: 'subj.csv' } } as const;
    const dataset = load([text('sentence', 20, 2000), named('tone', '0', '1')], {
      host: disk,
      base: sharedPath('data', 'text'),
      source,
      columns: { sentence: column('text'), tone: column('label') },
      split: fractions(0.8, 0.1, 0.1),
    });
    expect(dataset.count).toBe(9000);
    expect(dataset.vocabularies[0]!['sentence']!.slice(0, 3)).toEqual(['the', 'a', 'and']);
  });
});
