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

test('an exact run says nothing of its execution, another what it was', () => {
  expect(rowsOf({})).not.toHaveProperty('shots');
  expect(rowsOf({})).not.toHaveProperty('gradient');
  const channel = { kind: 'depolarize', probability: 0.01 } as const;
  const noise = {
    gates: [
      { after: 'one_qubit', on: null, channel },
      { after: 'two_qubit', on: null, channel },
    ],
    readout: [{ on: null, zeroAsOne: 0.01, oneAsZero: 0.02 }],
  } as const;
  expect(rowsOf({ execution: { shots: 100, noise, seed: 3 }, gradient: 'shift' })).toMatchObject({
    shots: '100 of each circuit, seed 3',
    noise: 'depolarize after gates (2 rules); wrong readings (1 rule)',
    gradient: 'shift',
  });
});
