import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { distanceOf } from '../../bench/published/distance.ts';
import { readStudy } from '../../bench/published/study.ts';
import { accuracyOf } from '../../bench/published/trial.ts';

describe('rows of a published study', () => {
  const study = readStudy();

  test('name models that are there, with settings for each data set and five seeds', () => {
    expect(study.length).toBeGreaterThanOrEqual(10);
    for (const { file, members } of study) {
      expect(existsSync(join(import.meta.dirname, '../../bench/published', file))).toBe(true);
      for (const { settings, published } of members) {
        expect(settings['features']).toMatch(/^\d+$/);
        expect(published).toHaveLength(5);
        expect(published.every((score) => score > 0.4 && score <= 1)).toBe(true);
      }
    }
  });

  test('are trained with the settings of the study, the same for a seed', async () => {
    const { file, run, members } = study.find(({ model }) => model === 'IQPKernelClassifier')!;
    const trial = { file, run, settings: members[0]!.settings };
    const first = await accuracyOf({ ...trial, seed: 0 });
    expect(first).toBeGreaterThan(0.8);
    expect(await accuracyOf({ ...trial, seed: 0 })).toBe(first);
  });

  test('are within where the mean lies no further off than the spread of the study', () => {
    const study = [
      [0.8, 0.9],
      [0.6, 0.7],
    ];
    const same = distanceOf(study, [[0.9], [0.6]]);
    expect(same.distance).toBeCloseTo(0, 12);
    expect(same.published).toBeCloseTo(0.75, 12);
    // Of 0.8, 0.9, 0.6 and 0.7.
    expect(same.spread).toBeCloseTo(Math.sqrt(0.05 / 3), 12);
    expect(same.isWithin).toBe(true);
    const other = distanceOf(study, [[1], [0.8]]);
    expect(other.distance).toBeCloseTo(0.15, 12);
    expect(other.isWithin).toBe(false);
    // Both data sets by 0.15: no chance in it.
    expect(distanceOf(study, [[0.95], [0.9]]).errors).toBeCloseTo(0.175 / (0.15 / 2), 9);
  });
});
