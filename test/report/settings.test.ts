import { expect, test } from 'vitest';
import type { TrainSettings } from '../../runtime/program/index.ts';
import { settingRows } from '../../runtime/report/settings.ts';
import { irisRun } from '../support/runs.ts';

const rowsOf = (train: Partial<TrainSettings>): Record<string, string> =>
  Object.fromEntries(settingRows(irisRun({ train })));

test('an optimiser is shown as it is written', () => {
  const schedule = { kind: 'step', every: 5, factor: 0.5 } as const;
  const sgd = { kind: 'sgd', rate: 0.1, momentum: 0.9, schedule } as const;
  expect(rowsOf({ optimizer: sgd })).toMatchObject({
    optimizer: 'sgd(rate: 0.1, momentum: 0.9), times 0.5 every 5 epochs',
    epochs: '6',
    batch: '16',
  });
});

test('one that takes the whole split has steps', () => {
  const rows = rowsOf({ optimizer: { kind: 'lbfgs', memory: 5 }, epochs: 30 });
  expect(rows).toMatchObject({
    optimizer: 'lbfgs(memory: 5)',
    steps: '30',
    batch: 'the training split, 16 at a time',
  });
  expect(rows).not.toHaveProperty('epochs');
  expect(rowsOf({ optimizer: { kind: 'rotosolve' } })['optimizer']).toBe('rotosolve');
});
